/** What somebody who left may choose from, in the order in which it is offered. */
export const LEAVE_CHOICES = {
  too_often: 'It came too often',
  no_time: 'I have no time for it now',
  not_as_expected: 'It was not what I had expected',
  had_enough: 'I have learned what I wanted to',
  other: 'Something else',
} as const;
export type LeaveChoice = keyof typeof LEAVE_CHOICES;

export const LONGEST_REASON = 500;

/** So long a reason is kept (course time): 24 months. */
export const REASON_KEPT_MS = 730 * 86_400_000;

export type LeaveReason = { choice: LeaveChoice; text: string | null };
export type ParsedReason = ({ ok: true } & LeaveReason) | { ok: false; problem: string };

/** What a form says, or what to change in words for the person. Line breaks stay; characters nobody can see go. */
export function parseReason({ choice, text }: { choice: string; text: string }): ParsedReason {
  const known = (Object.keys(LEAVE_CHOICES) as LeaveChoice[]).find((one) => one === choice);
  if (!known) return { ok: false, problem: 'Choose one of the reasons, or leave it: you don’t have to say.' };
  const readable = text
    .replaceAll('\r\n', '\n')
    .replace(/(?!\n)\p{C}/gu, '')
    .trim();
  if (readable.length > LONGEST_REASON)
    return { ok: false, problem: `Please say it in ${LONGEST_REASON} characters or fewer.` };
  return { ok: true, choice: known, text: readable === '' ? null : readable };
}

/** Somebody's own words without the addresses they may have written into them: for lists that others read. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s@]+@[^\s@]+/g, '…@…');
}
