/**
 * The wordings people agree to. A changed wording gets a new version; old ones stay here, because consents name them.
 * GDPR Article 7(1): who sends must be able to show what was agreed to.
 */
export const CONSENT_WORDING = {
  version: 'course-1',
  text: 'Send me this course by email. I can pause or leave from any mail.',
} as const;

/** What a consent or its withdrawal covers. */
export type ConsentScope = `course/${string}` | 'everything';

export const courseScope = (slug: string): ConsentScope => `course/${slug}`;
