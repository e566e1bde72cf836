import type { EditionKind } from '#lib/domain/edition.ts';

/**
 * Mail of a subscription carries its way out in its head (RFC 8058); an answer to somebody’s own request must not, or
 * pressing the button would end something that has not begun.
 * @param headers by name, as they leave
 */
export function oneClickProblems(kind: EditionKind, headers: Readonly<Record<string, string>>): string[] {
  const wayOut = headers['List-Unsubscribe'];
  const post = headers['List-Unsubscribe-Post'];
  switch (kind) {
    case 'lesson':
    case 'completion':
    case 'correction':
    case 'again':
      return [
        ...(/^<https?:\/\/[^<>\s]+>$/.test(wayOut ?? '')
          ? []
          : [`The ${kind} mail needs one List-Unsubscribe with one address.`]),
        ...(post === 'List-Unsubscribe=One-Click'
          ? []
          : [`The ${kind} mail needs List-Unsubscribe-Post: List-Unsubscribe=One-Click.`]),
      ];
    case 'confirmation':
    case 'link':
    case 'data':
    case 'old_address':
    case 'new_address':
    case 'taken_address':
    case 'sign_in':
    case 'alert':
      return Object.keys(headers)
        .filter((name) => /^list-/i.test(name))
        .map((name) => `The ${kind} mail is no part of a subscription, so ${name} must not stand in it.`);
    default:
      return kind satisfies never;
  }
}
