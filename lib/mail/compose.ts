import type { DeliveryKind } from '../domain/delivery.ts';
import type { Edition } from '../domain/edition.ts';
import type { Envelope, Message } from '../domain/message.ts';
import { PRODUCT_NAME } from '../domain/site.ts';
import type { TokenPurpose, Tokens } from '../domain/token.ts';
import { fillEdition, slotsOf } from './fill.ts';

/** The frozen facts of one delivery. */
export type Frozen = {
  deliveryId: string;
  kind: DeliveryKind;
  to: string;
  /** Empty for mail that is of no course. */
  courseSlug: string;
  enrollmentId: string | null;
  signUpId: string | null;
  edition: Edition;
  /** Stored with the delivery; never a secret. */
  slots: Readonly<Record<string, string>>;
};

/** Renders one frozen delivery. Pure: the same facts give the same bytes on any machine, after any deploy. */
export function compose(frozen: Frozen, envelope: Envelope, tokens: Tokens): Message {
  const link = (purpose: TokenPurpose, id: string, path: string) =>
    `${envelope.origin}/${path}/${tokens.sign(purpose, id, envelope.keyId)}`;
  const values = {
    ...frozen.slots,
    siteName: envelope.siteName ?? PRODUCT_NAME,
    ...linksOf(frozen, envelope, link, () => tokens.code(frozen.deliveryId, envelope.keyId)),
  };
  const wanted = new Set(slotsOf(frozen.edition));
  return {
    deliveryId: frozen.deliveryId,
    to: frozen.to,
    from: envelope.from,
    replyTo: envelope.replyTo,
    ...fillEdition(
      frozen.edition,
      Object.fromEntries(Object.entries(values).filter(([name]) => wanted.has(name))),
      envelope.accent ?? null,
    ),
    headers: headersOf(frozen.kind, frozen.courseSlug, envelope.origin, () =>
      link('unsubscribe', need(frozen.enrollmentId), 'api/unsubscribe'),
    ),
    tags: {
      delivery: frozen.deliveryId,
      kind: frozen.kind,
      ...(frozen.courseSlug === '' ? {} : { course: frozen.courseSlug }),
    },
  };
}

type Link = (purpose: TokenPurpose, id: string, path: string) => string;

/** Links and codes are derived from row ids when a mail is rendered, so that no stored row holds one. */
function linksOf(
  frozen: Frozen,
  { origin, postalAddress }: Envelope,
  link: Link,
  code: () => string,
): Record<string, string> {
  if (frozen.kind === 'confirmation') {
    const confirmUrl = link('confirm', need(frozen.signUpId), 'confirm');
    return { confirmUrl, siteUrl: origin, privacyUrl: `${origin}/privacy`, postalAddress };
  }
  const foot = { siteUrl: origin, privacyUrl: `${origin}/privacy`, postalAddress };
  // Nothing that goes to an address which is not the person's yet leads to their page.
  if (frozen.kind === 'taken_address') return foot;
  if (frozen.kind === 'old_address' || frozen.kind === 'new_address')
    return { addressUrl: link('address', frozen.deliveryId, 'address'), ...foot };
  if (frozen.kind === 'alert') return { deskUrl: `${origin}/desk`, ...foot };
  if (frozen.kind === 'sign_in') return { code: code(), signInUrl: `${origin}/desk/sign-in`, ...foot };
  const manage = link('manage', need(frozen.enrollmentId), 'manage');
  switch (frozen.kind) {
    case 'link':
      return { manageUrl: manage, heldUrl: `${manage}#held`, siteUrl: origin, postalAddress };
    case 'data': {
      const dataUrl = link('data', frozen.deliveryId, 'data');
      return { dataUrl, manageUrl: manage, ...foot };
    }
    case 'lesson':
    case 'again': {
      // What is sent again is the lesson that was given then: its page knows what was noted there.
      const given = frozen.kind === 'again' ? need(frozen.slots.lesson ?? null) : frozen.deliveryId;
      const webUrl = link('lesson', given, 'lesson');
      return {
        webUrl,
        checkUrl: `${webUrl}#check`,
        sourcesUrl: `${origin}/courses/${frozen.courseSlug}/sources`,
        ...(frozen.slots.missed === undefined
          ? {}
          : { missedUrl: link('lesson', frozen.slots.missed, 'lesson') }),
        manageUrl: manage,
        pauseUrl: `${manage}#pause`,
        changeUrl: `${manage}#change`,
        nowUrl: `${manage}#now`,
        heldUrl: `${manage}#held`,
        leaveUrl: link('unsubscribe', need(frozen.enrollmentId), 'unsubscribe'),
        postalAddress,
      };
    }
    case 'completion':
      return {
        ...lessonLinks(frozen.slots, manage, link),
        manageUrl: manage,
        heldUrl: `${manage}#held`,
        leaveUrl: link('unsubscribe', need(frozen.enrollmentId), 'unsubscribe'),
        postalAddress,
      };
    case 'correction': {
      const changesUrl = `${origin}/courses/${frozen.courseSlug}/changes`;
      return {
        webUrl: `${changesUrl}#${frozen.slots.correction}`,
        lessonUrl: link('lesson', need(frozen.slots.lesson ?? null), 'lesson'),
        changesUrl,
        manageUrl: manage,
        pauseUrl: `${manage}#pause`,
        heldUrl: `${manage}#held`,
        leaveUrl: link('unsubscribe', need(frozen.enrollmentId), 'unsubscribe'),
        postalAddress,
      };
    }
    default:
      return frozen.kind satisfies never;
  }
}

/**
 * The completion mail's slots `lesson1`, `lesson2` … hold delivery ids; a lesson this learner never had is found on
 * their own page.
 */
function lessonLinks(slots: Frozen['slots'], manage: string, link: Link): Record<string, string> {
  const lessons = Object.entries(slots).filter(([name]) => /^lesson\d+$/.test(name));
  return Object.fromEntries(
    lessons.map(([name, id]) => [`${name}Url`, id ? link('lesson', id, 'lesson') : manage]),
  );
}

/**
 * One-click unsubscribing (RFC 8058) and a List-Id per course (RFC 2919) on whatever is part of a subscription;
 * answers to a person's own request are marked as automatic (RFC 3834) instead.
 */
export function headersOf(
  kind: DeliveryKind,
  courseSlug: string,
  origin: string,
  oneClickUrl: () => string,
): Record<string, string> {
  if (!isSubscribed(kind)) return { 'Auto-Submitted': 'auto-generated' };
  return {
    'List-Unsubscribe': `<${oneClickUrl()}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': `<${courseSlug}.${new URL(origin).hostname}>`,
  };
}

/** Is it mail that somebody once said yes to, and not the answer to what was asked for just now? */
function isSubscribed(kind: DeliveryKind): boolean {
  switch (kind) {
    case 'lesson':
    case 'completion':
    case 'correction':
    case 'again':
      return true;
    case 'confirmation':
    case 'link':
    case 'data':
    case 'old_address':
    case 'new_address':
    case 'taken_address':
    case 'sign_in':
    case 'alert':
      return false;
    default:
      return kind satisfies never;
  }
}

function need(id: string | null): string {
  if (id === null) throw new Error('a delivery lacks the row its links are made from');
  return id;
}
