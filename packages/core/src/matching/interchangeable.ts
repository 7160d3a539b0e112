import type { Identifier, IdentifierType } from "../model/index.ts";
import { identifierKey, isPlaceholder } from "./normalise/identifier-key.ts";
import { readStateWords } from "./normalise/state-words.ts";
import { readTitleOffer } from "./normalise/title-kind.ts";
import { foldTitle, splitWords } from "./normalise/title-words.ts";
import { statedNumbers } from "./stock-index.ts";
import type { MatchItem } from "./types.ts";

/** Types that name one product. A brand or a barcode does not: barcodes are shared by variants. */
const productTypes: ReadonlySet<IdentifierType> = new Set([
  "set_number",
  "minifigure_number",
  "part_number",
  "color",
  "asin",
  "bricklink_item",
  "boid",
  "isbn",
]);

/** The types on which two products differ: both name one, and none is the same. */
export function contradictingTypes(
  a: readonly Identifier[],
  b: readonly Identifier[],
  keysOf: (identifier: Identifier) => readonly string[] = (identifier) => [identifierKey(identifier)],
): IdentifierType[] {
  if (a.length === 0 || b.length === 0) return [];
  const ours = a.filter((identifier) => productTypes.has(identifier.type) && !isPlaceholder(identifier));
  const types = new Set(ours.map(({ type }) => type));
  return [...types].filter((type) => {
    const theirs = b.filter((identifier) => identifier.type === type && !isPlaceholder(identifier));
    if (theirs.length === 0) return false;
    const keys = new Set(theirs.map(identifierKey));
    return !ours.some((identifier) => identifier.type === type && keysOf(identifier).some((key) => keys.has(key)));
  });
}

const namesProduct = ({ type }: Identifier) => productTypes.has(type) && type !== "color";

/** Whether two units carry the same number of a product: of a set, a figure, a part, an ASIN. */
export function sharesProductNumber(a: MatchItem, b: MatchItem): boolean {
  if (a.identifiers.length === 0 || b.identifiers.length === 0) return false;
  const keys = new Set(a.identifiers.filter(namesProduct).map(identifierKey));
  return b.identifiers.some((identifier) => namesProduct(identifier) && keys.has(identifierKey(identifier)));
}

function sharesProduct(a: MatchItem, b: MatchItem): boolean {
  if (sharesProductNumber(a, b)) return true;
  if (foldTitle(a.title) === foldTitle(b.title)) return true;
  const numbers = new Set(statedNumbers(a));
  return statedNumbers(b).some((number) => numbers.has(number));
}

const sameness = new WeakMap<MatchItem, string>();

// Most equal units are equal to the letter. An item is never changed in place, so its text is made once.
function letterOf(item: MatchItem): string {
  const known = sameness.get(item);
  if (known !== undefined) return known;
  const text = JSON.stringify([item.title, item.identifiers]);
  sameness.set(item, text);
  return text;
}

/** Whether a buyer could be sent either: the same product in the same condition. */
export function areInterchangeable(a: MatchItem, b: MatchItem): boolean {
  if (a.condition !== b.condition) return false;
  if (letterOf(a) === letterOf(b)) return true;
  return contradictingTypes(a.identifiers, b.identifiers).length === 0 && sharesProduct(a, b) && offersSame(a, b);
}

/** Whether two titles offer as much of the product, in the same state as far as both tell. */
function offersSame(a: MatchItem, b: MatchItem): boolean {
  if (a.title === b.title) return true;
  const [one, other] = [readTitleOffer(a.title), readTitleOffer(b.title)];
  if (one.incomplete !== other.incomplete || one.quantity !== other.quantity || one.pack !== other.pack) return false;
  // A number in the fields tells a figure or a part from a set; there the words of the title may be silent.
  if (one.kind !== other.kind && (one.certain || other.certain)) return false;
  const state = readStateWords(splitWords(a.title));
  const otherState = readStateWords(splitWords(b.title));
  const isTold = (first: boolean | null, second: boolean | null) => first !== null && second !== null;
  return (
    state.opened === otherState.opened &&
    state.broken === otherState.broken &&
    (!isTold(state.box, otherState.box) || state.box === otherState.box) &&
    (!isTold(state.instructions, otherState.instructions) || state.instructions === otherState.instructions)
  );
}

/** Whether any two of them are interchangeable: likeness does not pass on, so each is compared with each. */
export function allInterchangeable(items: readonly MatchItem[]): boolean {
  const kinds = [...new Map(items.map((item) => [`${item.condition} ${letterOf(item)}`, item])).values()];
  return kinds.every((item, place) => kinds.slice(place + 1).every((other) => areInterchangeable(item, other)));
}

interface Age {
  acquired: number;
  created: number;
}
const ages = new WeakMap<MatchItem, Age>();

function ageOf(item: MatchItem): Age {
  const known = ages.get(item);
  if (known) return known;
  const age = { acquired: Date.parse(item.acquiredAt ?? item.createdAt), created: Date.parse(item.createdAt) };
  ages.set(item, age);
  return age;
}

/** Oldest first; units of equal age by creation and id, so that every run chooses the same. */
export function byAge(a: MatchItem, b: MatchItem): number {
  const first = ageOf(a);
  const second = ageOf(b);
  if (first.acquired !== second.acquired) return first.acquired - second.acquired;
  if (first.created !== second.created) return first.created - second.created;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
