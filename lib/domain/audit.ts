/** Who acts for the operators. */
export type Actor = { readonly by: 'operator'; readonly id: string } | { readonly by: 'command line' };

/** What operators do, by the word it is written down under, and how the log says it. */
export const AUDIT_ACTIONS = {
  'sending.stop': 'stopped sending',
  'sending.resume': 'let sending go on',
  'operator.add': 'made somebody an operator',
  'operator.remove': 'took an operator away',
  'operator.sign-in': 'signed in',
  'operator.sign-out': 'signed out',
  'operator.passkey.add': 'added a passkey',
  'operator.passkey.remove': 'removed a passkey',
  'operator.session.end': 'ended a session',
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

export type AuditSubject = `${'subscriber' | 'enrollment' | 'delivery' | 'course' | 'operator'}/${string}`;

export function actorName(actor: Actor): string {
  return actor.by === 'operator' ? `operator/${actor.id}` : actor.by;
}
