const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Colours in the canonical spelling of {@link canonicalWord}. */
export const colors = words(
  `black white silver red blue green yellow pink purple gray gold orange brown cyan magenta beige charcoal bronze
  titanium stainless plum lime navy ivory cream turquoise violet`,
);

/** Words that tell one edition of a product from another. */
export const editions = words(
  `upgrade academic mac macintosh windows linux professional standard deluxe premium home server client spanish french
  german italian english japanese lite enterprise ultimate basic full trial`,
);

/** Editions of which a product has one: naming the other contradicts. */
export const opposedEditions: readonly (readonly [string, string])[] = [
  ["mac", "windows"],
  ["upgrade", "full"],
  ["professional", "standard"],
  ["deluxe", "standard"],
  ["home", "professional"],
  ["deluxe", "professional"],
  ["premium", "standard"],
  ["server", "client"],
];

/** Editions that, named on one side only, speak against. */
export const tellingEditions: readonly string[] = ["upgrade", "academic", "spanish", "french", "mac", "server"];
