import { randomBytes } from 'node:crypto';
import { parseKeyring, withNewKey, withoutKey } from '#lib/domain/token.ts';
import type { Desk } from '#lib/flows/desk/desk.ts';
import { noteKeyChange } from '#lib/flows/desk/keys.ts';
import { replaceTokenKeys } from '#lib/server/secrets.ts';
import { listed } from './as-json.ts';
import type { Answer } from './command.ts';

/** `keys list`: the ids of the keys that sign links, never the keys. */
export async function listKeys({ env }: Desk, args: readonly string[] = []): Promise<Answer> {
  const { current, keys } = parseKeyring(env.TOKEN_KEYS);
  const known = [...keys.keys()].map((id) => ({ id, signs: id === current }));
  return listed(args, known, () =>
    known.map(
      ({ id, signs }) => `${id}  ${signs ? 'signs, and lets in what it signed' : 'lets in what it signed'}`,
    ),
  );
}

/**
 * `keys rotate`: a new key signs the links of all mail from now on; those of mail that has left still work. Keys that
 * this installation made itself are written to its own file; of keys that were set from outside it says what to set.
 */
export async function rotateKeys(desk: Desk): Promise<Answer> {
  const { TOKEN_KEYS: before, DATA_DIR } = desk.env;
  const { id, first, last } = withNewKey(before, randomBytes(32).toString('base64url'));
  if (replaceTokenKeys(DATA_DIR, before, last)) {
    await noteKeyChange(desk, 'keys.rotate', id);
    return {
      lines: [`Done: ${id} signs as soon as Lettercourse is started again. Links in older mail still work.`],
      code: 0,
    };
  }
  return {
    lines: [
      'The keys come from your settings, so set them there, in two steps: a machine that does not know the new key yet',
      'would take its links for false ones. First, everywhere, and start again:',
      `  TOKEN_KEYS=${first}`,
      'Then, everywhere, and start again:',
      `  TOKEN_KEYS=${last}`,
      'Nothing was changed yet. These lines are secret.',
    ],
    code: 0,
  };
}

/** `keys retire <id> --yes`: what a key has signed leads nowhere from then on. */
export async function retireKey(desk: Desk, args: readonly string[]): Promise<Answer> {
  const [id = '', ...others] = args.filter((arg) => arg !== '--yes');
  const { TOKEN_KEYS: before, DATA_DIR } = desk.env;
  const after = withoutKey(before, id);
  if (others.length > 0 || after === null)
    return { lines: ['Give the id of a key that does not sign any more. See: keys list'], code: 1 };
  if (!args.includes('--yes'))
    return {
      lines: [
        `Nothing was changed. Every link that ${id} has signed would lead nowhere: the way out of older mail too.`,
        'Whoever follows one gets a new one by mail. If it is the oldest key, operators sign in anew. To do it, add --yes.',
      ],
      code: 1,
    };
  if (replaceTokenKeys(DATA_DIR, before, after)) {
    await noteKeyChange(desk, 'keys.retire', id);
    return { lines: [`Done: ${id} is gone as soon as Lettercourse is started again.`], code: 0 };
  }
  const left = [...parseKeyring(after).keys.keys()].join(', ');
  return {
    lines: [`The keys come from your settings: take ${id} out of TOKEN_KEYS there, which leaves ${left}.`],
    code: 0,
  };
}
