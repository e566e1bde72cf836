/** A part of a lesson's page: where its forms are posted without JavaScript, and where they lead back to. */
export function pageAt(token: string, part: 'check' | 'read'): string {
  return `/lesson/${token}#${part}`;
}
