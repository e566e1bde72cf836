import { z } from 'zod';

/** A signed token as a form sends it back; what it means, a flow finds out. Safe to put into a path again. */
export const tokenField = z
  .string()
  .regex(/^[\w.~-]{1,200}$/, 'This link was cut off. Open it again from the mail.');
