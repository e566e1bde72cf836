/**
 * How a step of setting up stands. `later`: it makes no sense before another is done. `not known`: whoever would say so
 * does not answer.
 */
export type StepState = 'done' | 'to do' | 'later' | 'not known';

export type Step = {
  name: string;
  title: string;
  state: StepState;
  /** What is so, or what to do. */
  says: string;
};

/** `missing` is certain; `no answer` says nothing. `wrong` is there, and can't be used as it is. */
export type RecordState = 'found' | 'missing' | 'wrong' | 'no answer';

/** All that the steps are judged by. */
export type SetUp = {
  courses: number;
  working: boolean;
  passkeys: number;
  isReal: boolean;
  exampleSender: boolean;
  hasPostalAddress: boolean;
  domain: string;
  /** Null where they were not asked for. */
  records: Readonly<Record<'SPF' | 'DKIM' | 'DMARC', RecordState>> | null;
  takesReports: boolean;
  heard: boolean;
  testTakenAt: Date | null;
  testDelivered: boolean;
  testBounced: boolean;
};

const LATER = 'Once real mail is on and its sender is yours.';

/** What an installation needs before it writes to people, in the order in which it is done. */
export function stepsOf(is: SetUp): Step[] {
  const ready = is.isReal && !is.exampleSender;
  return [
    step('course', 'A course is published', is.courses > 0, {
      done: is.courses === 1 ? 'One course.' : `${is.courses} courses.`,
      toDo: 'Publish one: npm run lettercourse -- course publish',
    }),
    step('worker', 'Something sends on time', is.working, {
      done: 'A worker, or whatever calls the cron endpoint, is heard of as often as it should be.',
      toDo: 'Start the worker (npm start does), or let something call /api/cron every minute.',
    }),
    step('passkey', 'You get in when mail is broken', is.passkeys > 0, {
      done: is.passkeys === 1 ? 'One passkey.' : `${is.passkeys} passkeys.`,
      toDo: 'Make a passkey on the account page.',
    }),
    step('provider', 'Real mail is on', is.isReal, {
      done: 'Mail leaves through Resend.',
      toDo: 'Everything stays in the outbox. For real mail set MAIL_TRANSPORT=resend and RESEND_API_KEY.',
    }),
    step('sender', 'Mail says who sends it', !is.exampleSender && is.hasPostalAddress, {
      done: `From ${is.domain}, with a postal address at its foot.`,
      toDo: is.exampleSender
        ? `${is.domain} is kept for examples and nobody’s. Choose the sender’s address in the settings.`
        : 'Choose the postal address in the settings.',
    }),
    ...(['SPF', 'DKIM', 'DMARC'] as const).map((name) => recordStep(name, is, ready)),
    step('reports', 'The provider reports what becomes of mail', is.heard, {
      done: 'A report has come.',
      toDo: is.takesReports
        ? 'None has come yet. Send a test mail, and look at the webhook on the provider’s own pages.'
        : 'Make a webhook there and set RESEND_WEBHOOK_SECRETS; without it nobody is taken off the list whose mail comes back.',
      later: is.isReal ? null : LATER,
    }),
    testStep(is),
  ];
}

type Words = { done: string; toDo: string; later?: string | null };

function step(name: string, title: string, isDone: boolean, { done, toDo, later = null }: Words): Step {
  if (isDone) return { name, title, state: 'done', says: done };
  return later === null
    ? { name, title, state: 'to do', says: toDo }
    : { name, title, state: 'later', says: later };
}

const RECORD_NEEDS = {
  SPF: 'a TXT record at send.DOMAIN that begins with v=spf1',
  DKIM: 'a TXT record at resend._domainkey.DOMAIN with the key that the provider shows',
  DMARC: 'a TXT record at _dmarc.DOMAIN: v=DMARC1; p=none',
} as const;

function recordStep(name: keyof typeof RECORD_NEEDS, { domain, records }: SetUp, ready: boolean): Step {
  const title = `${name} says that the mail is yours`;
  const needs = RECORD_NEEDS[name].replace('DOMAIN', domain);
  if (!ready || records === null) return { name, title, state: 'later', says: LATER };
  switch (records[name]) {
    case 'found':
      return { name, title, state: 'done', says: `Found for ${domain}.` };
    case 'no answer':
      return {
        name,
        title,
        state: 'not known',
        says: 'The name servers did not answer. Open this page again.',
      };
    case 'wrong':
      return { name, title, state: 'to do', says: `It is there and can’t be used. It needs ${needs}, once.` };
    case 'missing':
      return { name, title, state: 'to do', says: `Not found. It needs ${needs}.` };
    default:
      return records[name] satisfies never;
  }
}

function testStep({ isReal, testTakenAt, testDelivered, testBounced, takesReports }: SetUp): Step {
  const it = { name: 'test mail', title: 'A test mail arrives' };
  if (testTakenAt === null) return { ...it, state: 'to do', says: 'Send yourself one.' };
  if (!isReal) return { ...it, state: 'done', says: 'One is in the outbox.' };
  if (testDelivered)
    return {
      ...it,
      state: 'done',
      says: 'The provider says that it was delivered. Look whether it is in the spam folder.',
    };
  if (testBounced)
    return { ...it, state: 'to do', says: 'It came back. Look why on the provider’s own pages.' };
  return {
    ...it,
    state: 'not known',
    says: takesReports
      ? 'It has left; no report of it has come yet.'
      : 'It has left; without reports nobody can tell from here whether it arrived.',
  };
}
