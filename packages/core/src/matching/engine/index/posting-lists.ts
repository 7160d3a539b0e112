import type { ForwardLists } from "./forward-lists.ts";

const nothing: readonly number[] = [];

/** Ids of documents under each term: one packed array built in bulk, and short lists for what came later. */
export class PostingLists {
  #offsets: Uint32Array;
  #documents: Int32Array;
  readonly #later = new Map<number, number[]>();
  #laterCount = 0;

  private constructor(offsets: Uint32Array, documents: Int32Array) {
    this.#offsets = offsets;
    this.#documents = documents;
  }

  /** Turns packed forward lists round. */
  static pack({ terms, bounds }: ForwardLists, termCount: number): PostingLists {
    const offsets = new Uint32Array(termCount + 1);
    for (let at = 0; at < terms.length; at += 1) increment(offsets, (terms[at] ?? 0) + 1);
    for (let term = 0; term < termCount; term += 1) offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0);
    const next = offsets.slice(0, termCount);
    const documents = new Int32Array(terms.length);
    for (let document = 0; document + 1 < bounds.length; document += 1) {
      for (let at = bounds[document] ?? 0; at < (bounds[document + 1] ?? 0); at += 1) {
        const term = terms[at] ?? 0;
        documents[next[term] ?? 0] = document;
        increment(next, term);
      }
    }
    return new PostingLists(offsets, documents);
  }

  /** How many entries were added after packing: the owner repacks when they are many. */
  get laterCount(): number {
    return this.#laterCount;
  }

  append(term: number, document: number): void {
    const list = this.#later.get(term);
    if (list) list.push(document);
    else this.#later.set(term, [document]);
    this.#laterCount += 1;
  }

  /** The packed part of a list, and what was added since. */
  list(term: number): readonly [Int32Array, readonly number[]] {
    const end = this.#offsets[term + 1] ?? 0;
    return [this.#documents.subarray(this.#offsets[term] ?? end, end), this.#later.get(term) ?? nothing];
  }

  has(term: number, document: number): boolean {
    const end = this.#offsets[term + 1] ?? 0;
    const at = lowerBound(this.#documents, this.#offsets[term] ?? end, end, document);
    if (at < end && this.#documents[at] === document) return true;
    return this.#later.get(term)?.includes(document) ?? false;
  }
}

function increment(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function lowerBound(values: Int32Array, from: number, to: number, wanted: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
