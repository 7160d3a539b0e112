const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Colours in the canonical spelling of {@link canonicalWord}. */
const colors = words(
  `black white silver red blue green yellow pink purple gray gold orange brown cyan magenta beige charcoal bronze
  titanium stainless plum lime navy ivory cream turquoise violet`,
);

// In German, French, Italian, Spanish and Dutch, without accents, where the word is no name of something else.
const translated = new Map(
  Object.entries({
    black: "schwarz schwarze schwarzer noir noire nera negro negra zwart zwarte",
    white: "weiss weisse weisser blanc blanche bianco bianca blanco blanca wit witte",
    red: "rote roter rouge rosso rossa rojo roja rood rode",
    blue: "blau blaue blauer bleu bleue azul blauw blauwe",
    green: "grun grune gruner vert verte verde groen groene",
    yellow: "gelb gelbe gelber jaune giallo gialla amarillo amarilla geel gele",
    gray: "grau graue grauer gris grise grigio grigia grijs grijze",
    silver: "silber silbern argent argento plata plateado zilver",
    gold: "golden dore oro dorado goud",
    pink: "rosa rosado",
    brown: "braun braune marron marrone bruin bruine",
    purple: "lila violett viola morado paars",
    orange: "arancione naranja oranje",
  }).flatMap(([color, words]) => words.split(" ").map((word) => [word, color])),
);

/** The colour that a word names, in English; null for any other word. */
export function colorOf(word: string): string | null {
  return colors.has(word) ? word : (translated.get(word) ?? null);
}

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

/** Words for the larger, smaller or better sibling of a model, in the canonical spelling. */
export const modifiers = words("mini max plus ultra lite slim xl xxl fe se professional");

/** One of several words of which a product has one: those of its family contradict each other. */
export interface Alternative {
  family: number;
}

const families: readonly (readonly string[])[] = [
  ["left links gauche sinistra izquierda", "right rechts droite destra derecha"],
  ["men mens herren homme uomo hombre", "women womens ladies damen femme donna mujer", "boys jungen", "girls madchen"],
  ["dvd", "blu bluray", "vhs"],
  ["vinyl lp", "cd", "cassette"],
  ["hardback hardcover gebunden", "paperback softcover taschenbuch"],
  ["aa", "aaa"],
  ["front vorne avant", "rear hinten arriere"],
];

/** The alternative that a word names. General goods, in the canonical spelling. */
export const alternativeOf: ReadonlyMap<string, Alternative> = new Map(
  families.flatMap((alternatives, family) =>
    alternatives.flatMap((text) => {
      const alternative = { family };
      return text.split(" ").map((word) => [word, alternative] as const);
    }),
  ),
);
