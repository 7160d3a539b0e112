import type { Identifier } from "../model/index.ts";
import type { TitleIndexParts } from "./engine/index/title-index.ts";
import { identifierKey, isPlaceholder, normaliseSetNumber } from "./normalise/identifier-key.ts";
import { normalisePlatform } from "./normalise/platform-name.ts";
import { foldSku, idPrefixSku, readSku, type SkuForms } from "./normalise/sku.ts";
import { readTitleNumbers } from "./normalise/title-numbers.ts";
import { Postings } from "./postings.ts";
import { productKey, TitleProducts } from "./title-products.ts";
import type { MatchIndex, MatchItem, MatchLine, MatchMapping } from "./types.ts";

const anyPlatform = "*";
const snapshotFormat = 1;

/**
 * An index as a plain value: objects, strings and typed arrays. It survives the structured clone algorithm, so it can
 * go to a worker, into IndexedDB, or to a file through `v8.serialize`.
 */
export interface IndexSnapshot {
  /** Changes when the engine reads titles in another way. */
  readonly format: number;
  readonly items: readonly MatchItem[];
  readonly mappings: readonly MatchMapping[];
  readonly titles: TitleIndexParts;
}

/** The key of a listing: platform, listing and, where the listing has them, variation. */
function listingKey(platform: string, listingId: string, variationId: string | null): string {
  return `${normalisePlatform(platform)}\n${listingId}\n${variationId ?? ""}`;
}

/** Set numbers that an item states: as identifiers, and in its title. */
export function statedNumbers(item: Pick<MatchItem, "identifiers" | "title">): string[] {
  const stated = item.identifiers.filter((identifier) => identifier.type === "set_number");
  const inTitle = readTitleNumbers(item.title).map(({ number }) => number);
  return [...new Set([...stated.map((identifier) => normaliseSetNumber(identifier.value)), ...inTitle])];
}

/** Keys under which an item is found, by posting list. */
function keysOf(item: MatchItem) {
  const sku = readSku(item.sku);
  return {
    // One list for all forms of a SKU: capitals and shelf notes are compared when it is read.
    sku: sku ? distinct(foldSku(sku.full), foldSku(sku.base)) : [],
    idPrefix: sku ? [] : [idPrefixSku(item.id)],
    listing: item.listings.map(({ platform, listingId, variationId }) => listingKey(platform, listingId, variationId)),
    identifier: item.identifiers.filter((identifier) => !isPlaceholder(identifier)).map(identifierKey),
    number: statedNumbers(item),
  };
}
function distinct(one: string, other: string): string[] {
  return one === other ? [one] : [one, other];
}

type Keys = ReturnType<typeof keysOf>;
type KeyKind = keyof Keys;

/** The index behind the `MatchIndex` door: one posting list per kind of key. */
export class StockIndex implements MatchIndex {
  readonly #items = new Map<string, MatchItem>();
  /** The products behind the units, searchable by title. */
  readonly products = new TitleProducts((id) => this.#items.get(id));
  readonly #postings: Record<KeyKind, Postings> = {
    sku: new Postings(),
    idPrefix: new Postings(),
    listing: new Postings(),
    identifier: new Postings(),
    number: new Postings(),
  };
  #mappings: readonly MatchMapping[] = [];
  #pins = new Map<string, string>();
  #aliases = new Map<string, string[]>();

  get size(): number {
    return this.#items.size;
  }

  get(itemId: string): MatchItem | undefined {
    return this.#items.get(itemId);
  }

  update(change: Parameters<MatchIndex["update"]>[0]): void {
    for (const id of change.removedIds ?? []) this.#remove(id);
    for (const item of change.items ?? []) this.#put(item);
    if (change.mappings) this.#replaceMappings(change.mappings);
  }

  /** Everything that an equal index is made from. */
  save(): IndexSnapshot {
    const { parts, itemIds } = this.products.save();
    return { format: snapshotFormat, items: this.items(itemIds), mappings: this.#mappings, titles: parts };
  }

  static restore({ items, mappings, titles }: IndexSnapshot): StockIndex {
    const index = new StockIndex();
    index.update({ items, mappings });
    index.products.restore(titles);
    return index;
  }

  /** Items under a key, in no particular order. */
  find(kind: KeyKind, key: string): MatchItem[] {
    return this.items(this.#postings[kind].get(key));
  }

  /** How many items stand under a key. */
  count(kind: KeyKind, key: string): number {
    return this.#postings[kind].count(key);
  }

  /** Items whose SKU is the same: to the letter, only before the pipe, or only in other capitals. */
  findBySku(sku: SkuForms): { full: MatchItem[]; base: MatchItem[]; folded: MatchItem[] } {
    const full: MatchItem[] = [];
    const base: MatchItem[] = [];
    const folded: MatchItem[] = [];
    const seen = new Set<MatchItem>();
    for (const key of distinct(foldSku(sku.full), foldSku(sku.base)))
      for (const item of this.find("sku", key)) {
        if (seen.has(item)) continue;
        seen.add(item);
        const stored = readSku(item.sku);
        if (stored?.full === sku.full) full.push(item);
        else if (stored?.base === sku.base) base.push(item);
        else folded.push(item);
      }
    return { full, base, folded };
  }

  /** Items by their ids; those that are not there are left out. */
  items(ids: Iterable<string>): MatchItem[] {
    const items: MatchItem[] = [];
    for (const id of ids) {
      const item = this.#items.get(id);
      if (item) items.push(item);
    }
    return items;
  }

  /** The unit that the seller pinned this line's SKU to; a pin for the platform goes before one for all. */
  pinned(line: Pick<MatchLine, "sku" | "platform">): MatchItem | null {
    const sku = readSku(line.sku);
    if (!sku) return null;
    for (const platform of [normalisePlatform(line.platform), anyPlatform]) {
      const id = this.#pins.get(`${platform}\n${sku.full}`) ?? this.#pins.get(`${platform}\n${sku.base}`);
      const item = id === undefined ? undefined : this.#items.get(id);
      if (item) return item;
    }
    return null;
  }

  /** Items of the line's own listing; a listing without variations is known by its id alone. */
  listed(line: Pick<MatchLine, "platform" | "listingId" | "variationId">): MatchItem[] {
    if (line.listingId === null) return [];
    return this.find("listing", listingKey(line.platform, line.listingId, line.variationId));
  }

  /** The keys that an identifier may be found under: its own, and those it is an alias for. */
  identifierKeys(identifier: Identifier): string[] {
    const key = identifierKey(identifier);
    return [key, ...(this.#aliases.get(key) ?? [])];
  }

  #put(item: MatchItem): void {
    if (!this.#sameKeys(item)) {
      this.#remove(item.id);
      this.#eachKey(keysOf(item), (postings, key) => postings.add(key, item.id));
      this.products.add(item);
    }
    this.#items.set(item.id, item);
  }

  // Most updates change only a quantity or a status: then no posting needs to move.
  #sameKeys(item: MatchItem): boolean {
    const known = this.#items.get(item.id);
    return (
      known !== undefined &&
      known.sku === item.sku &&
      productKey(known) === productKey(item) &&
      JSON.stringify(known.listings) === JSON.stringify(item.listings)
    );
  }

  #remove(id: string): void {
    const item = this.#items.get(id);
    if (!item) return;
    this.#eachKey(keysOf(item), (postings, key) => postings.remove(key, id));
    this.products.remove(item);
    this.#items.delete(id);
  }

  #eachKey(keys: Keys, visit: (postings: Postings, key: string) => void): void {
    for (const [kind, values] of Object.entries(keys) as [KeyKind, string[]][])
      for (const key of values) visit(this.#postings[kind], key);
  }

  #replaceMappings(mappings: readonly MatchMapping[]): void {
    this.#mappings = [...mappings];
    this.#pins = new Map();
    this.#aliases = new Map();
    for (const mapping of mappings) {
      if (mapping.type === "pin") {
        const platform = mapping.platform === null ? anyPlatform : normalisePlatform(mapping.platform);
        const sku = readSku(mapping.sku);
        if (sku) this.#pins.set(`${platform}\n${sku.full}`, mapping.itemId);
      } else {
        const from = identifierKey(mapping.from);
        this.#aliases.set(from, [...(this.#aliases.get(from) ?? []), identifierKey(mapping.to)]);
      }
    }
  }
}

/** Makes stock searchable. */
export function buildIndex(items: Iterable<MatchItem>, mappings: readonly MatchMapping[] = []): MatchIndex {
  const index = new StockIndex();
  index.update({ items, mappings });
  return index;
}

/** Makes an index into a plain value that `restoreIndex` takes back without reading a title again. */
export function saveIndex(index: MatchIndex): IndexSnapshot {
  return openIndex(index).save();
}

/** The index that was saved: it answers as the first one did. Throws a TypeError for a value of another format. */
export function restoreIndex(snapshot: IndexSnapshot): MatchIndex {
  if (snapshot.format !== snapshotFormat) {
    throw new TypeError(`A saved match index of format ${snapshot.format} cannot be read; build it anew.`);
  }
  return StockIndex.restore(snapshot);
}

/** The index behind the door. Only `buildIndex` makes one, so anything else is a mistake of the caller's. */
export function openIndex(index: MatchIndex): StockIndex {
  if (index instanceof StockIndex) return index;
  throw new TypeError("A match index comes from buildIndex.");
}
