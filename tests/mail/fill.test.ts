import { expect, test } from 'vitest';
import { type Edition, slotMark } from '#lib/domain/edition.ts';
import { fillEdition, slotsOf } from '#lib/mail/fill.ts';

const [name, url] = [slotMark('name'), slotMark('url')];
const HTML = `<p title="x">Dear ${name}, ${name}</p><a href="${url}">${url}</a>`;

let editions = 0;
function edition(parts: Partial<Edition>): Edition {
  editions += 1;
  return {
    hash: `edition ${editions}`,
    kind: 'lesson',
    subject: 'A lesson',
    html: HTML,
    text: `${name} ${url}`,
    ...parts,
  };
}

test('each slot is escaped for where it stands: in HTML always, in text and subject never', () => {
  const mail = edition({ subject: `For ${name}` });
  const values = { name: `Ada <i> & "Co" O'Neil $&`, url: 'https://example.org/?a=1&b=2' };
  expect(fillEdition(mail, values)).toEqual({
    subject: `For Ada <i> & "Co" O'Neil $&`,
    html:
      '<p title="x">Dear Ada &lt;i&gt; &amp; &quot;Co&quot; O&#x27;Neil $&amp;, Ada &lt;i&gt; &amp; &quot;Co&quot; O&#x27;Neil $&amp;</p>' +
      '<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a>',
    text: `Ada <i> & "Co" O'Neil $& https://example.org/?a=1&b=2`,
  });
});

test('a value that looks like a slot is not filled again', () => {
  const { text } = fillEdition(edition({}), { name: url, url: 'https://example.org' });
  expect(text).toBe(`${url} https://example.org`);
});

test('slots are known by name, each once', () => {
  expect(slotsOf(edition({}))).toEqual(['name', 'url']);
});

test.each([
  [{ name: 'Ada' }, /has no value for slot url/],
  [{ name: 'Ada', url: 'https://example.org', more: '' }, /has no slot more/],
  [{ name: 'Ada', url: 'javascript:alert(1)' }, /needs a web address for url/],
  [{ name: 'Ada', url: '/manage' }, /needs a web address for url/],
  [{ name: 'Ada', url: 'https://example.org/a b' }, /needs a web address for url/],
  [
    { name: 'Ada\r\nBcc: everybody@example.org', url: 'https://example.org' },
    /control character in its subject/,
  ],
  [{ name: 'Ada\u0000', url: 'https://example.org' }, /control character in its subject/],
])('%j is refused', (values, why) => {
  expect(() => fillEdition(edition({ subject: `For ${name}` }), values)).toThrow(why);
});

test.each([
  `<a href="https://example.org/${url}">x</a>`,
  `<a href="${url}/more">x</a>`,
  `<p title="${name}">x</p>`,
  `<p ${name}>x</p>`,
  `<style>p{color:${name}}</style>`,
])('a slot has no place in %s', (html) => {
  expect(() => slotsOf(edition({ html }))).toThrow(/stands in the middle of a tag or a style/);
});

test('more editions than are kept still fill rightly', () => {
  const values = { name: 'Ada', url: 'https://example.org' };
  const many = Array.from({ length: 250 }, (_, index) => edition({ text: `${index} ${name} ${url}` }));
  for (const _ of [1, 2]) {
    for (const [index, mail] of many.entries()) {
      expect(fillEdition(mail, values).text).toBe(`${index} Ada https://example.org`);
    }
  }
});
