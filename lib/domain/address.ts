import { domainToASCII } from 'node:url';

export { parseName } from './name.ts';
export { networkOf } from './network.ts';

/**
 * `address` is what mail is sent to: local part as typed, domain in lower-case ASCII (IDN as punycode). `key` is the
 * same wholly in lower case, for telling people apart. Dots and plus signs stay: whose they are, the mailbox decides.
 */
export type ParsedAddress = { ok: true; address: string; key: string } | { ok: false; problem: string };

// RFC 5321 section 4.5.3.1.1, and RFC 3696 erratum 1690 for the whole.
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;

/** "dot-atom" of RFC 5322 section 3.2.3. ASCII only: Amazon SES, which carries Resend's mail, lacks SMTPUTF8 (RFC 6531). */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
/** Some mail software decodes an encoded word (RFC 2047) in an address, and then sees another address than we did. */
const ENCODED_WORD = '=?';
/** Asked before conversion, which would cut off a path and decode percent signs; `。` is how IDN keyboards type a dot. */
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.。-]+$/u;
/** Labels of RFC 1035 section 2.3.1, at least two; the last is no number, else it would be an IP address. */
const ASCII_DOMAIN =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/;

/** One deliverable-looking address (ASCII, and so NFC), or what to change in words for the person who typed it. */
export function parseAddress(input: string): ParsedAddress {
  const text = input.trim();
  const problem = problemWith(text);
  if (problem) return refuse(problem);

  const at = text.indexOf('@');
  const local = text.slice(0, at);
  if (local.length > LONGEST_LOCAL_PART)
    return refuse(`An address has ${LONGEST_LOCAL_PART} characters or fewer before the @`);
  if (!LOCAL_PART.test(local) || local.includes(ENCODED_WORD))
    return refuse('The part before the @ can only hold plain letters, digits, single dots and a few signs');

  const domain = asciiDomain(text.slice(at + 1));
  if (!domain) return refuse('The part after the @ is not a complete domain');

  const address = `${local}@${domain}`;
  if (address.length > LONGEST_ADDRESS) return refuse(TOO_LONG);
  return { ok: true, address, key: address.toLowerCase() };
}

const TOO_LONG = `An address has ${LONGEST_ADDRESS} characters or fewer`;

/** The mistakes people make, in the order in which naming them helps most. */
function problemWith(text: string): string | null {
  if (text === '') return 'Enter an email address';
  if (text.length > LONGEST_ADDRESS) return TOO_LONG;
  if (/\p{C}/u.test(text)) return 'The address holds a character that cannot be seen. Type it by hand';
  if (/[<>()[\]"\\]/.test(text)) return 'Give only the address, without a name, quotes or brackets';
  if (/[,;]|@.*@/.test(text)) return 'Give one address only';
  if (/\s/.test(text)) return 'An address has no spaces';
  if (!text.includes('@')) return 'An address needs an @';
  if (text.startsWith('@')) return 'An address needs something before the @';
  if (!/@.*[.。]/.test(text)) return 'An address needs a domain with a dot after the @';
  return null;
}

function asciiDomain(typed: string): string | null {
  if (!TYPED_DOMAIN.test(typed)) return null;
  const domain = domainToASCII(typed);
  return ASCII_DOMAIN.test(domain) ? domain : null;
}

function refuse(what: string): ParsedAddress {
  return { ok: false, problem: `${what}, as in name@example.org.` };
}
