import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { expect, test } from 'vitest';
import { shippedMails, trickyMails } from '#tests/support/every-mail.ts';

const judge = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: {
      // Mail programs drop style sheets, and take widths from attributes: what a page must not do, a mail must.
      'no-inline-style': 'off',
      'no-deprecated-attr': 'off',
      // React Email's doctype; Outlook and Gmail replace it in any case.
      'doctype-html': 'off',
      'void-style': ['error', { style: 'selfclosing' }],
      'presentation-role-style': ['error', { prefer: 'presentation' }],
    },
  }),
);

test.each([...(await trickyMails()), ...(await shippedMails())])(
  '%s is valid HTML',
  async (_, { filled }) => {
    const { results } = await judge.validateString(filled.html);
    const said = results.flatMap(({ messages }) => messages);
    expect(said.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`)).toEqual([]);
  },
);

test('a mail with a paragraph in a paragraph is not', async () => {
  const { valid } = await judge.validateString(
    '<html lang="en"><head><title>Tea</title></head><body><p><p>x</body></html>',
  );
  expect(valid).toBe(false);
});
