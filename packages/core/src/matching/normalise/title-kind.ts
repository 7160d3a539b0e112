import { normaliseText } from "../engine/text/normalise-text.ts";
import { type AccessoryWords, readAccessory } from "./accessory-words.ts";

const notInWords = /[^\p{L}\p{N}+&]+/u;

/** What a title offers, as far as its words tell. `whole` is the product itself, and what a silent title means. */
export type OfferKind = "whole" | "instructions" | "box" | "stickers" | "part" | "minifigure" | "accessory" | "custom";

/** What a title says of how much of a product is offered. */
export interface TitleOffer {
  kind: OfferKind;
  /** True where the words can hardly mean anything else. */
  certain: boolean;
  /** The code that makes it a minifigure, where it has one. */
  figureCode: string | null;
  /** Parts are missing, as the title says. */
  incomplete: boolean;
  /** How many of the product are sold together; null where the title does not say. */
  quantity: number | null;
  /** Several products are sold together, or may be. */
  lot: boolean;
  /** Several things that belong together no further than in being sold together. */
  jobLot: boolean;
  /** How many are in one pack of it, where the title says. */
  pack: number | null;
  accessory: AccessoryWords;
  /** Its words, without those in brackets. */
  words: readonly string[];
}

const either = (words: string) =>
  `(?:${words
    .trim()
    .split(/\s*\|\s*/)
    .join("|")})`;

const instructions = either(
  "instructions?|notices?|anleitung(?:en)?|bauanleitung(?:en)?|istruzioni|instrucciones|handleiding(?:en)?|manual",
);
const stickers = either("stickers?|aufkleber|autocollants?|adesivi|pegatinas|decals?");
const boxes = either("box|boite|karton|scatola|caja|doos|ovp|packaging");
const figures = either(
  "mini ?fig(?:ure?|urine)?s?|mini ?figuren|figuren|figurines?|figures?|figs?|personaggi|figuras?|ninjagofigs?",
);
const only = either("only|seulement|uniquement|nur|solo|soltanto|alleen|enkel");
const without = either("no|without|w\\/o|sans|ohne|senza|sin|zonder|missing|less");
const forProduct = either("for|fits|pour|fur|per|para|voor");
const forSet = `${forProduct} (?:the |le |das |il |el |de )?${either("(?:lego )?(?:set|model|kit)s?|lego|\\d{4,}")}`;
const empty = either("vide|vuota|vacia|leeg|leer|empty");

const anyOf = (...patterns: string[]) => new RegExp(patterns.map((pattern) => `\\b(?:${pattern})\\b`).join("|"));

// Words that can hardly mean anything else, first match wins. "With instructions" or "stickers unused" is a whole set.
const rules: readonly (readonly [OfferKind, RegExp])[] = [
  ["custom", anyOf("moc", "custom (?:lego|built|made|mini ?fig\\w*)", "lego custom", "(?:not|non|no) lego")],
  ["accessory", anyOf("[ck]ompatib\\w* (?:with|avec|mit|con|met|for|a|lego)", "lego [ck]ompatib\\w*", "verwendbar")],
  ["accessory", anyOf("per completare", "pour completer", "to complete")],
  [
    "accessory",
    anyOf(`(?:light(?:ing)? kit|display (?:stand|case|base|frame)|wall mount|vitrine|acrylic) ${forProduct}`),
  ],
  ["accessory", anyOf("(?:acrylic )?display (?:case|stand|frame|box|cabinet)s?", "light(?:ing)? kit")],
  ["stickers", anyOf("\\d+stk\\d+", `${stickers}[ -](?:sheets?|bogen|${only})`, `feuille d'${stickers}`)],
  ["stickers", anyOf(`${stickers} ${forSet}`)],
  ["instructions", anyOf(`${instructions}(?: d'instructions?)?(?: booklets?| books?| manuals?)? ${only}`)],
  ["instructions", anyOf(`${instructions} (?:booklets?|books?|manuals?|sheets?|${forSet}|for \\d+)`)],
  ["instructions", anyOf(`${instructions} (?:&|and|\\+) ${boxes}(?: ${only}| no ${figures})`)],
  [
    "box",
    anyOf(`${boxes} ${only}`, `${only} ${boxes}`, `(?:empty|leere?r?) ${boxes}`, `${boxes} ${empty}`, "leerkarton"),
  ],
  ["minifigure", anyOf(`${figures} ${only}`, `${only} (?:the )?${figures}`)],
  ["part", anyOf("\\d+pb\\d+", "part (?:no|number)", "split from", "taken from", "spare parts?", "ersatzteile?")],
  ["part", anyOf("pieces? detachees?", "ricambi", "repuestos?")],
  ["accessory", anyOf(`${forProduct} (?:the )?lego(?! (?:fans?|lovers?|collectors?)\\b)`)],
  ["part", anyOf("(?:from|aus|du|des|dal|dai|del|uit) (?:the )?(?:lego )?sets? (?:# ?)?\\d{3,}")],
];

const lego = /lego/;
const figurePattern = /\b(?!set|no|nr|ref|art|age|qty|mk)[a-z]{2,4}\d{3,4}[a-z]?\b/;
const minifigureWord = anyOf("mini ?fig(?:ure)?", "minifigurine", "minifigur", "figurine");
// Sets speak of the figures inside them, and blind bags are sold under the number of their series.
const figuresInside = anyOf(
  `(?:with|w/|incl\\w*|all|avec|mit|con|met|and|\\d+|${without}) ${figures}`,
  "series?|battle ?packs?",
  `${figures} (?:collection|packs?|sets?)`,
);
const shapes = "(?:bricks?|plates?|tiles?|slopes?|liftarms?|axles?|wedges?|panels?)";
const partShape = anyOf(`${shapes} (?:\\w+ )?\\d+ ?x ?\\d+`, `\\d+ ?x ?\\d+ (?:\\w+ ){0,2}${shapes}`);
const missing = anyOf(
  "incomplete?",
  "incomplet[ao]?|unvollstandig|onvolledig",
  "(?:parts?|pieces?) missing|missing (?:parts?|pieces?)",
  `${without} (?:\\d+ |the |any |all )?${figures}`,
);
const nothingMissing = anyOf("(?:no|not|nothing|none|zero) (?:parts? |pieces? )?missing", "no missing");

const leadingTimes = /^(?:new listing\s*)?\(?(\d{1,3}) ?[x\u00d7](?: |(?=lego))/;
const leadingSets = /^(?:lego\W+)?(\d{1,2}) (?:lego )?sets?\b/;
const trailingTimes = /(?<!\d) x(\d{1,3})(?:$|[.,;!)](?:\s|$))/;
const lotOf = /\b(?:lot|bundle|pack|set|case|konvolut|lotto|lote|partij) (?:of|de|di|von|van|mit) (\d{1,3})\b/;
const packOf = /(?<![\d.,x-])(\d{1,3})[ -]?(?:er|fach)?[ -]?(?:packs?|pk|pieces? set|stuck|stk|pezzi|unidades|stuks)\b/;
const packsOf = /\b(?:pack|set|case|box) (?:of|de|di|von|van|mit) (\d{1,3})\b/;
const pairWords = /\b(?:twin ?packs?|doppelpack|duo ?packs?|lot de deux|zweierpack|coppia|2er)\b/;
const jobLotWords = /\b(?:job ?lots?|konvolut|bulk lot|mixed lot|restposten)\b/;
const lotWords = /\b(?:job ?lot|bundles?|konvolut|lotto|lote|partij|lot(?! ?(?:no\.?|nr\.?|#)? ?\d)|bulk)\b/;

/** Reads what a title offers: the product, a piece of it, several of it. Words in the languages sellers write in. */
export function readTitleOffer(title: string): TitleOffer {
  const text = normaliseText(title);
  const quantity = readQuantity(text);
  const { kind, certain, figureCode = null } = readKind(text);
  const incomplete = missing.test(text) && !nothingMissing.test(text);
  const words = text.replace(/\([^)]*\)/g, " ").split(notInWords);
  const lot = lotWords.test(text) || (quantity ?? 1) > 1;
  const pack = readPack(text);
  return {
    kind,
    certain,
    figureCode,
    incomplete,
    quantity,
    lot,
    jobLot: jobLotWords.test(text),
    pack,
    accessory: readAccessory(words),
    words,
  };
}

function readKind(text: string): { kind: OfferKind; certain: boolean; figureCode?: string } {
  const rule = rules.find(([, pattern]) => pattern.test(text));
  if (rule) return { kind: rule[0], certain: true };
  const figureCode = lego.test(text) ? figurePattern.exec(text)?.[0] : undefined;
  // Numbers of minifigures are written with leading zeros; others may be those of a car or a machine.
  if (figureCode !== undefined) return { kind: "minifigure", certain: /\D0/.test(figureCode), figureCode };
  if (partShape.test(text)) return { kind: "part", certain: false };
  if (minifigureWord.test(text) && !figuresInside.test(text)) return { kind: "minifigure", certain: false };
  return { kind: "whole", certain: false };
}

function readQuantity(text: string): number | null {
  for (const pattern of [leadingTimes, lotOf, leadingSets, trailingTimes]) {
    const quantity = Number(pattern.exec(text)?.[1] ?? 0);
    if (quantity > 0) return quantity;
  }
  return null;
}

function readPack(text: string): number | null {
  const stated = Number((packOf.exec(text) ?? packsOf.exec(text))?.[1] ?? 0);
  if (stated > 0) return stated;
  return pairWords.test(text) ? 2 : null;
}
