import type { DeliveryKind } from './delivery.ts';

export type Standing = 'pending' | 'confirmed' | 'departed';
export type EnrollmentState = 'waiting' | 'active' | 'paused' | 'left' | 'completed';

/** Is there more of the course to come by itself: at a date, after a pause, or once another course is over? */
export function isToGoOn(state: EnrollmentState): boolean {
  switch (state) {
    case 'waiting':
    case 'active':
    case 'paused':
      return true;
    case 'left':
    case 'completed':
      return false;
    default:
      return state satisfies never;
  }
}

/** All that decides whether one delivery may leave, read at one instant. */
export type Circumstances = {
  kind: DeliveryKind;
  standing: Standing;
  suppressed: boolean;
  /** The person has stopped all mail since this was asked for. */
  calledOff: boolean;
  /** Of the delivery's enrollment; null for mail that belongs to none. */
  enrollment: EnrollmentState | null;
  /** The person's last word about the course, or about all mail, was a no. Whoever has finished a course can still leave it. */
  withdrawn: boolean;
  /** The learner has started over since this was planned. */
  roundEnded: boolean;
  /** Of the delivery's sign-up; null for mail that belongs to none. */
  signUp: { confirmed: boolean; superseded: boolean; expired: boolean } | null;
  /** Its link would lead nowhere any more by itself. */
  linkIsOver: boolean;
};

export type SkipReason =
  | 'suppressed'
  | 'departed'
  | 'not confirmed'
  | 'waiting'
  | 'paused'
  | 'left'
  | 'completed'
  | 'already confirmed'
  | 'superseded'
  | 'expired'
  | 'round ended'
  | 'nobody to mail';

/**
 * Is this reason somebody's *no*? Then what may already have left is not even repeated under its key. Other reasons
 * only make a mail superfluous; repeating the same bytes harms nobody, and stopping would leave the batch's others in
 * doubt.
 */
export function isNo(reason: SkipReason): boolean {
  switch (reason) {
    case 'suppressed':
    case 'departed':
    case 'left':
    case 'paused':
    case 'waiting':
    case 'not confirmed':
      return true;
    case 'completed':
    case 'already confirmed':
    case 'superseded':
    case 'expired':
    case 'round ended':
    case 'nobody to mail':
      return false;
    default:
      return reason satisfies never;
  }
}

/**
 * May this delivery leave now? Asked when it is planned and again at every freeze. Whatever is not clearly allowed is
 * refused: when in doubt about a person, they are not mailed.
 * @returns null when it may leave, else why not
 */
export function whyNotMail(now: Circumstances): SkipReason | null {
  if (now.suppressed) return 'suppressed';
  // What is asked for after leaving everything is a new wish; what was asked for before is covered by that *no*.
  if (now.calledOff) return 'departed';
  switch (now.kind) {
    case 'confirmation':
      return whyNotConfirm(now);
    case 'link':
      return now.standing === 'pending' ? 'not confirmed' : null;
    case 'data':
    case 'old_address':
    case 'new_address':
    case 'taken_address':
      if (now.standing === 'pending') return 'not confirmed';
      return now.linkIsOver ? 'expired' : null;
    case 'sign_in':
      // Whoever asks for it is an operator, whatever they are as a learner.
      return now.linkIsOver ? 'expired' : null;
    case 'alert':
      return null;
    case 'lesson':
    case 'completion':
      if (now.standing === 'departed') return 'departed';
      if (now.standing === 'pending') return 'not confirmed';
      if (now.roundEnded) return 'round ended';
      return now.enrollment === 'active' ? null : (now.enrollment ?? 'nobody to mail');
    case 'correction':
      if (now.standing === 'departed') return 'departed';
      if (now.standing === 'pending') return 'not confirmed';
      if (now.withdrawn) return 'left';
      // What somebody was told wrong is theirs to know when their course is over, too.
      return now.enrollment === 'completed' || now.enrollment === 'active'
        ? null
        : (now.enrollment ?? 'nobody to mail');
    case 'again':
      if (now.standing === 'departed') return 'departed';
      if (now.standing === 'pending') return 'not confirmed';
      if (now.enrollment === null) return 'nobody to mail';
      return now.withdrawn || now.enrollment === 'left' ? 'left' : null;
    default:
      return now.kind satisfies never;
  }
}

/**
 * Whoever stopped all mail has taken back what they had asked for before: it was confirmed or superseded by then. What
 * they ask for afterwards is a new wish.
 */
function whyNotConfirm({ standing, signUp }: Circumstances): SkipReason | null {
  if (!signUp) return 'nobody to mail';
  if (standing === 'departed' && (signUp.confirmed || signUp.superseded)) return 'departed';
  if (signUp.confirmed) return 'already confirmed';
  if (signUp.superseded) return 'superseded';
  return signUp.expired ? 'expired' : null;
}
