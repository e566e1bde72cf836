/** What may be broken, and what to do about it. Words only: whether it is, `flows/watch` finds out. */
export const ALERTS = {
  refused: {
    what: 'The provider refuses all mail',
    whatToDo:
      'Look at the key, the domain and the quota on the provider’s own pages. Sending tries again by itself.',
  },
  'nothing-leaves': {
    what: 'Mail is due, and none has left for half an hour',
    whatToDo: 'Look whether the worker runs and the provider answers: npm run lettercourse -- doctor',
  },
  'unknown-waits': {
    what: 'Of some mail nobody can tell whether it arrived',
    whatToDo: 'Decide about it at the desk, under Unknown. It is never sent again by itself.',
  },
  'no-reports': {
    what: 'The provider has stopped reporting what becomes of the mail',
    whatToDo:
      'Look at the webhook on the provider’s own pages. Without reports nobody is taken off the list whose mail comes back.',
  },
  'records-gone': {
    what: 'A record of the sender’s domain is gone, without which mail is refused or taken for spam',
    whatToDo: 'Put it back where your domain is managed. The set-up page at the desk says what is found.',
  },
  'run-missed': {
    what: 'A scheduled run never started',
    whatToDo: 'Look whether the worker runs, or whatever calls the cron endpoint.',
  },
  bounces: {
    what: 'Too much mail comes back for good',
    whatToDo:
      'Look at the newest sign-ups, and where they come from. Sending stops by itself at twice this share.',
  },
  'bounces-stop': {
    what: 'Sending was stopped, because so much mail comes back that the provider would close the account',
    whatToDo: 'Find out where the dead addresses come from, then let it go on at the desk.',
  },
  complaints: {
    what: 'Too many mark the mail as unwanted',
    whatToDo: 'Look at which lesson they mark, and whether they knew what they signed up for.',
  },
  'complaints-stop': {
    what: 'Sending was stopped, because so many mark the mail as unwanted that mailbox providers would refuse all of it',
    whatToDo: 'Find out what they did not expect, then let it go on at the desk.',
  },
  'sign-ups': {
    what: 'Far more sign-ups than usual',
    whatToDo: 'If you know why, all is well. If not, somebody may be typing other people’s addresses.',
  },
} as const;
export type AlertKind = keyof typeof ALERTS;

/** Something is broken now. `detail`: numbers and reasons, never an address. */
export type Trouble = { kind: AlertKind; detail: string };

/** Beginning one of these turns sending off, once: who turns it on again meanwhile is not overruled. */
export function stopsSending(kind: AlertKind): boolean {
  return kind === 'bounces-stop' || kind === 'complaints-stop';
}

/** What an alert says; one that an older version wrote down is called by its name. */
export function alertInWords(kind: string, detail: string): { what: string; whatToDo: string } {
  const known = Object.hasOwn(ALERTS, kind) ? ALERTS[kind as AlertKind] : null;
  const what = known?.what ?? kind;
  return { what: `${what}: ${detail}.`, whatToDo: known?.whatToDo ?? 'Look at the desk.' };
}
