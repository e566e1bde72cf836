import type { EnrollmentState, Standing } from '#lib/domain/eligibility.ts';
import type { PersonMail } from '#lib/flows/desk/person.ts';
import type { SuppressionReason } from '#lib/flows/desk/unsuppress.ts';

/** How the desk's pages call what the schema names. */
export const STANDINGS = {
  pending: 'not confirmed yet',
  confirmed: 'confirmed',
  departed: 'stopped all mail',
} as const satisfies Record<Standing, string>;

export const STATES = {
  waiting: 'waits for another course',
  active: 'in the course',
  paused: 'paused',
  left: 'left the course',
  completed: 'finished',
} as const satisfies Record<EnrollmentState, string>;

export const SUPPRESSION_REASONS = {
  bounced: 'mail came back for good',
  complained: 'marked our mail as unwanted',
  operator: 'put there by an operator',
} as const satisfies Record<SuppressionReason, string>;

export const MAIL_STATES = {
  scheduled: 'planned',
  batched: 'leaving',
  sent: 'sent',
  failed: 'refused',
  unknown: 'unknown',
  skipped: 'not sent',
} as const satisfies Record<PersonMail['state'], string>;

/** A kind we have no word for yet is shown by its name. */
export function kindOfMail(kind: string): string {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof typeof KINDS] : kind.replaceAll('_', ' ');
}

const KINDS = {
  confirmation: 'Confirmation',
  link: 'Link to their page',
  lesson: 'Lesson',
  completion: 'Closing mail',
  correction: 'Correction',
  again: 'Lesson, sent again',
  data: 'Link to their data',
  old_address: 'Asking whether to move',
  new_address: 'Asking the new address',
  taken_address: 'That an address has a place already',
  sign_in: 'Code for the desk',
  alert: 'That something is broken',
} as const;
