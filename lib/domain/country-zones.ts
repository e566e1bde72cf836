/** Before the standard made it a method, engines had it as a property. */
type MaybeOlder = Partial<Pick<Intl.Locale, 'getTimeZones'>> & { timeZones?: string[] };

/** The countries of the world as English names them, in full or in short ("United Kingdom", "UK"), and their time zones. */
export function zonesByCountry(): Map<string, readonly string[]> {
  const names = (['long', 'short'] as const).map(
    (style) => new Intl.DisplayNames('en', { type: 'region', style, fallback: 'none' }),
  );
  const zones = new Map<string, readonly string[]>();
  for (const code of twoLetters()) {
    const country: MaybeOlder = new Intl.Locale(`und-${code}`);
    const its = country.getTimeZones?.() ?? country.timeZones ?? [];
    for (const name of names.map((of) => of.of(code))) if (name && its.length > 0) zones.set(name, its);
  }
  return zones;
}

function twoLetters(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.map((second) => first + second));
}
