/**
 * The address a mail was made out to, as people are known by it, from the words that were filled into it. Its person may
 * have another by now. Null before it is planned.
 */
export function sentTo(slots: unknown): string | null {
  const to = typeof slots === 'object' && slots !== null && 'to' in slots ? slots.to : null;
  return typeof to === 'string' ? to.toLowerCase() : null;
}
