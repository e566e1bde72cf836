/** What a delivery is for. One word per kind of mail; each has its own template and its own rule in `eligibility`. */
export type DeliveryKind =
  | 'confirmation'
  | 'link'
  | 'lesson'
  | 'completion'
  | 'correction'
  | 'data'
  | 'old_address'
  | 'new_address'
  | 'taken_address'
  | 'again'
  | 'sign_in'
  | 'alert';

/** The order in which due deliveries leave: someone is waiting for what they just asked for, nobody for a lesson or its correction. */
export function priorityOf(kind: DeliveryKind): number {
  switch (kind) {
    case 'confirmation':
    case 'link':
    case 'data':
    case 'old_address':
    case 'new_address':
    case 'taken_address':
    case 'again':
    case 'sign_in':
    case 'alert':
      return 0;
    case 'lesson':
    case 'completion':
      return 1;
    case 'correction':
      return 2;
    default:
      return kind satisfies never;
  }
}

/** Is it a step of the course, which has a date, moves the learner’s place on and is followed by another? */
export function isStep(kind: DeliveryKind): boolean {
  switch (kind) {
    case 'lesson':
    case 'completion':
      return true;
    case 'confirmation':
    case 'link':
    case 'correction':
    case 'data':
    case 'old_address':
    case 'new_address':
    case 'taken_address':
    case 'again':
    case 'sign_in':
    case 'alert':
      return false;
    default:
      return kind satisfies never;
  }
}

/** The keys under which the database refuses a second delivery of the same thing. */
export const intentOf = {
  next: (enrollmentId: string) => `next/${enrollmentId}`,
  lesson: (enrollmentId: string, round: number, slug: string) => `lesson/${enrollmentId}/${round}/${slug}`,
  /** Whoever goes on with lessons that were added after the end comes to an end again, at another last lesson. */
  completion: (enrollmentId: string, round: number, lastSlug: string) =>
    `completion/${enrollmentId}/${round}/${lastSlug}`,
  confirmation: (signUpId: string, resends: number) => `confirmation/${signUpId}/${resends}`,
  link: (signUpId: string, resends: number) => `link/${signUpId}/${resends}`,
  correction: (courseSlug: string, correctionId: string, subscriberId: string) =>
    `correction/${courseSlug}/${correctionId}/${subscriberId}`,
  data: (deliveryId: string) => `data/${deliveryId}`,
  signIn: (deliveryId: string) => `sign-in/${deliveryId}`,
  alert: (alertId: string, operatorId: string) => `alert/${alertId}/${operatorId}`,
  /** What a change of address says to one of the two: once. */
  address: (kind: DeliveryKind, changeId: string) => `${kind}/${changeId}`,
  /** Each request for a lesson that was had, and in which delivery, is a mail of its own. */
  again: (deliveryId: string, requestId: string) => `again/${deliveryId}/${requestId}`,
  /** A skipped delivery gives its intent back, so that the same thing can be planned again. */
  skipped: (deliveryId: string) => `skipped/${deliveryId}`,
};

/** The id of the correction that a delivery is about, from its intent. */
export function correctionIn(intent: string): string {
  const [, , id] = intent.split('/');
  if (!intent.startsWith('correction/') || !id) throw new Error(`${intent} is no correction’s intent`);
  return id;
}

/** The id of the alert that a delivery is about, from its intent. */
export function alertIn(intent: string): string {
  const [, id] = intent.split('/');
  if (!intent.startsWith('alert/') || !id) throw new Error(`${intent} is no alert’s intent`);
  return id;
}

/** The id of the delivery that is to be sent again, from the intent of the request. */
export function deliveryAgain(intent: string): string {
  const [, id] = intent.split('/');
  if (!intent.startsWith('again/') || !id) throw new Error(`${intent} asks for nothing again`);
  return id;
}
