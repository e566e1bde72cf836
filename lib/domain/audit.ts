/** Who acts for the operators. */
export type Actor =
  | { readonly by: 'operator'; readonly id: string }
  | { readonly by: 'command line' }
  /** Sending stopped by itself. */
  | { readonly by: 'threshold' };

/** What operators do, by the word it is written down under, and how the log says it. */
export const AUDIT_ACTIONS = {
  'sending.stop': 'stopped sending',
  'sending.resume': 'let sending go on',
  'enrollment.pause': 'paused somebody’s course',
  'enrollment.resume': 'let somebody’s course go on',
  'enrollment.move': 'moved somebody to another lesson',
  'enrollment.send-again': 'sent somebody a lesson again',
  'enrollment.undo': 'undid a change',
  'subscriber.readdress': 'changed somebody’s address',
  'subscriber.export': 'took a copy of what is held of somebody',
  'subscriber.erase': 'erased somebody',
  'suppression.add': 'put an address on the list of those not mailed',
  'suppression.remove': 'took an address off the list of those not mailed',
  'unknown.arrived': 'said of an unknown mail that it arrived',
  'unknown.send-again': 'let an unknown mail be sent again',
  'unknown.failed': 'said of an unknown mail that it did not arrive',
  'course.publish': 'published a course',
  'keys.rotate': 'added a key that signs links',
  'keys.retire': 'took a key away that signed links',
  'test-mail.send': 'sent themselves a test mail',
  'site.change': 'changed the site’s settings',
  'site.undo': 'put the site’s settings back',
  'operator.add': 'made somebody an operator',
  'operator.remove': 'took an operator away',
  'operator.sign-in': 'signed in',
  'operator.sign-out': 'signed out',
  'operator.passkey.add': 'added a passkey',
  'operator.passkey.remove': 'removed a passkey',
  'operator.session.end': 'ended a session',
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

export type AuditSubject =
  `${'subscriber' | 'enrollment' | 'delivery' | 'course' | 'operator' | 'suppression'}/${string}`;

export function actorName(actor: Actor): string {
  return actor.by === 'operator' ? `operator/${actor.id}` : actor.by;
}
