/** What a form was told when it was sent and nothing was done: why, in words for the person, and what they had typed. */
export type Refusal = { problem: string | null; typed: Readonly<Record<string, string>> };

/** A form nobody has sent yet, or one that has done its work. */
export const UNSENT: Refusal = { problem: null, typed: {} };

/** A Server Action as `useActionState` wants it. A success redirects, or comes back as a form that was not sent yet. */
export type FormAction = (before: Refusal, form: FormData) => Promise<Refusal>;
