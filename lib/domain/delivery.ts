/** What a delivery is for. One word per kind of mail; each has its own template and its own rule in `eligibility`. */
export type DeliveryKind = 'confirmation' | 'link' | 'lesson' | 'completion';

/** The order in which due deliveries leave: someone is waiting for a confirmation, nobody for a lesson. */
export function priorityOf(kind: DeliveryKind): number {
  switch (kind) {
    case 'confirmation':
    case 'link':
      return 0;
    case 'lesson':
    case 'completion':
      return 1;
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
  /** A skipped delivery gives its intent back, so that the same thing can be planned again. */
  skipped: (deliveryId: string) => `skipped/${deliveryId}`,
};
