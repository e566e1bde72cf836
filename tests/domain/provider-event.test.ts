import { expect, test } from 'vitest';
import { parseProviderEvent, suppressionAfter } from '#lib/domain/provider-event.ts';

const DELIVERY = '7d3a3f0e-6f0b-4c57-9d0c-0f7a1f1d2c3b';

/** As in Resend's documentation, with our tags. */
const BOUNCED = {
  type: 'email.bounced',
  created_at: '2026-11-22T23:41:12.126Z',
  data: {
    created_at: '2026-11-22T23:41:11.894719+00:00',
    email_id: '56761188-7520-42d8-8898-ff6fc54ce618',
    from: 'Acme <onboarding@resend.dev>',
    to: ['Delivered@Example.org'],
    subject: 'Sending this example',
    bounce: { type: 'Permanent', subType: 'Suppressed', message: 'no such mailbox', diagnosticCode: [] },
    tags: { delivery: DELIVERY, kind: 'lesson' },
  },
};
const data = (fields: object) => ({ ...BOUNCED, data: { ...BOUNCED.data, ...fields } });

test('a bounce is read whole', () => {
  expect(parseProviderEvent(BOUNCED)).toEqual({
    type: 'email.bounced',
    effect: 'hard bounce',
    providerId: '56761188-7520-42d8-8898-ff6fc54ce618',
    deliveryId: DELIVERY,
    recipients: ['delivered@example.org'],
    bounce: 'Permanent',
    occurredAt: new Date('2026-11-22T23:41:12.126Z'),
  });
});

test.each([
  ['email.sent', 'accepted', null],
  ['email.delivered', 'delivered', null],
  ['email.delivery_delayed', 'delayed', null],
  ['email.complained', 'complained', 'complained'],
  ['email.failed', 'failed', null],
  ['email.suppressed', 'failed', 'bounced'],
  ['email.opened', 'none', null],
  ['email.clicked', 'none', null],
  ['email.scheduled', 'none', null],
  ['contact.created', 'none', null],
  ['something.of_next_year', 'none', null],
])('%s means %s, and the address is suppressed as %s', (type, effect, suppression) => {
  const event = parseProviderEvent({ ...BOUNCED, type });
  expect(event).toMatchObject({ type, effect, bounce: null });
  expect(event && suppressionAfter(event)).toBe(suppression);
});

test.each([
  ['Permanent', 'hard bounce', 'bounced'],
  ['Transient', 'soft bounce', null],
  ['Undetermined', 'soft bounce', null],
  ['SomethingElse', 'soft bounce', null],
  [undefined, 'soft bounce', null],
])('a bounce of type %s is a %s', (type, effect, suppression) => {
  const event = parseProviderEvent(data({ bounce: { type } }));
  expect(event?.effect).toBe(effect);
  expect(event && suppressionAfter(event)).toBe(suppression);
});

test.each([
  ['tags as a list', { tags: [{ name: 'delivery', value: DELIVERY }] }, { deliveryId: DELIVERY }],
  ['a tag that is no id of ours', { tags: { delivery: `${DELIVERY}'--` } }, { deliveryId: null }],
  ['no tags', { tags: undefined }, { deliveryId: null }],
  ['tags of another shape', { tags: 'delivery' }, { deliveryId: null }],
  ['one recipient as text', { to: 'Ada <ada@example.org>' }, { recipients: ['ada@example.org'] }],
  ['several', { to: ['a@example.org', 'b@example.org'] }, { recipients: ['a@example.org', 'b@example.org'] }],
  ['recipients that are no addresses', { to: ['ada', ''] }, { recipients: [] }],
  ['a strange id of the mail', { email_id: 'x\u0000y' }, { providerId: null }],
  ['an id of another shape', { email_id: 7 }, { providerId: null }],
])('%s is tolerated', (_what, fields, read) => {
  expect(parseProviderEvent(data(fields))).toMatchObject({ effect: 'hard bounce', ...read });
});

test.each([
  ['2026-11-22 23:41:12.126+00', '2026-11-22T23:41:12.126Z'],
  ['2026-11-22T23:41:12.126000+02:00', '2026-11-22T21:41:12.126Z'],
  // Then that of the mail itself.
  ['yesterday', '2026-11-22T23:41:11.894Z'],
  [undefined, '2026-11-22T23:41:11.894Z'],
])('the time %s is understood', (created_at, at) => {
  expect(parseProviderEvent({ ...BOUNCED, created_at })?.occurredAt?.toISOString()).toBe(at);
});

test('an event without a time or without data is an event all the same', () => {
  expect(parseProviderEvent({ type: 'email.delivered' })).toEqual({
    type: 'email.delivered',
    effect: 'delivered',
    providerId: null,
    deliveryId: null,
    recipients: [],
    bounce: null,
    occurredAt: null,
  });
});

test.each([null, 7, 'email.sent', [], {}, { type: 7 }, { type: '' }, { type: 'a\u0000b' }])(
  '%j is no event',
  (body) => {
    expect(parseProviderEvent(body)).toBeNull();
  },
);
