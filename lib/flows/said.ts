/** What a button on a learner's page answers: what is now true, or why nothing changed, in words for the person. */
export type Said = { ok: true; said: SaidCode } | { ok: false; problem: string };

export type SaidCode =
  | 'paused'
  | 'resumed'
  | 'resumed-now'
  | 'schedule-changed'
  | 'look-again'
  | 'sent-now'
  | 'left-course'
  | 'left-everything'
  | 'begun'
  | 'waits-again'
  | 'came-back'
  | 'started-again'
  | 'lesson-asked'
  | 'lesson-taken-back'
  | 'lesson-skipped'
  | 'jumped-ahead'
  | 'sent-again'
  | 'undone'
  | 'reason-told'
  | 'data-link-sent'
  | 'nothing-to-do';
