import { expect, test } from 'vitest';
import { color, dark } from '#emails/theme.ts';
import { contrast } from '#lib/domain/colour.ts';
import { GROUND, INK_BLUE, paletteOf, problemWithAccent, recoloured } from '#lib/domain/palette.ts';

/** Every fifth step of each channel: 4,096 colours, the corners among them. */
const STEPS = Array.from({ length: 16 }, (_, step) => (step * 17).toString(16).padStart(2, '0'));
const COLOURS = STEPS.flatMap((r) => STEPS.flatMap((g) => STEPS.map((b) => `#${r}${g}${b}`)));

test('every colour that is let in can be read, by day and in the dark, as words and under words', () => {
  const allowed = COLOURS.filter((colour) => problemWithAccent(colour) === null);
  expect(allowed.length).toBeGreaterThan(500);
  for (const colour of allowed) {
    const { light, dark: night } = paletteOf(colour);
    const pairs = [
      [light.accent, color.paper],
      [light.accent, color.sheet],
      [light.accent, light.tint],
      [light.strong, color.paper],
      [color.ink, light.tint],
      [color.soft, light.tint],
      [color.onAccent, light.accent],
      [color.onAccent, light.strong],
      [night.accent, dark.paper],
      [night.accent, dark.sheet],
      [night.accent, night.tint],
      [night.strong, dark.paper],
      [dark.ink, night.tint],
      [dark.soft, night.tint],
      [dark.onAccent, night.accent],
      [dark.onAccent, night.strong],
    ] as const;
    for (const [upper, lower] of pairs)
      expect(contrast(upper, lower), `${colour}: ${upper} on ${lower}`).toBeGreaterThanOrEqual(4.5);
  }
});

test('what is refused comes with the same colour, dark enough', () => {
  for (const colour of COLOURS) {
    const problem = problemWithAccent(colour);
    if (problem === null) continue;
    const offered = /\. (#[0-9a-f]{6}) is/.exec(problem)?.[1] ?? 'none';
    expect(problemWithAccent(offered), `${colour} → ${offered}`).toBeNull();
  }
});

test('the colours it comes with are those that mails are made with', () => {
  expect(paletteOf(null)).toEqual(INK_BLUE);
  expect([color.accent, color.tint]).toEqual([INK_BLUE.light.accent, INK_BLUE.light.tint]);
  expect([dark.accent, dark.tint]).toEqual([INK_BLUE.dark.accent, INK_BLUE.dark.tint]);
  expect(color).toMatchObject(GROUND.light);
  expect(dark).toMatchObject(GROUND.dark);
});

test('a mail is recoloured, whatever the case of its letters, and nothing else of it', () => {
  const mail = '<a style="color:#1B4A7A">x</a><td style="background:#e7edf3">#1F242B</td>';
  expect(recoloured(mail, '#7a1b4a')).toBe(
    `<a style="color:#7a1b4a">x</a><td style="background:${paletteOf('#7a1b4a').light.tint}">#1F242B</td>`,
  );
  expect(recoloured(mail, null)).toBe(mail);
});
