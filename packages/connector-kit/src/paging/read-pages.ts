import type { Page, PageProblem } from "../contract/index.ts";

/** One fetched page and the position of the next one; null at the end. */
export interface FetchedPage<Item, Position> {
  items: Item[];
  problems?: PageProblem[];
  next: Position | null;
}

export interface PageSource<Item, Position> {
  first: Position;
  fetch(position: Position): Promise<FetchedPage<Item, Position>>;
  /** Cursor that resumes after a page; `next` is null after the last one. */
  cursor(next: Position | null, position: Position): string;
  /** Identity of an item; pages are compared by it to notice one that comes twice. */
  keyOf?(item: Item): string;
  /** Hard cap against a list without end; defaults to 10 000. */
  maxPages?: number;
}

const maxEmptyPages = 20;
const maxRereads = 2;

/**
 * Walks a paged list. A page that equals the one before it is read again, since the true one is still missing. A list
 * that never ends (same page for ever, empty pages for ever, the cap) is stopped with a problem on its last page.
 */
export async function* readPages<Item, Position>(source: PageSource<Item, Position>): AsyncGenerator<Page<Item>> {
  const maxPages = source.maxPages ?? 10_000;
  let position: Position | null = source.first;
  let previous: string | null = null;
  let empty = 0;
  for (let count = 1; position !== null; count += 1) {
    const here: Position = position;
    const { page, fingerprint }: NewPage<Item, Position> = await fetchNew(source, here, previous);
    if (page === null) {
      yield stopped(source, here, "The platform keeps giving the same page; the rest of the list was not read.");
      return;
    }
    previous = fingerprint;
    empty = page.items.length === 0 ? empty + 1 : 0;
    const problems = [...(page.problems ?? [])];
    const endless = page.next !== null && (count >= maxPages || empty >= maxEmptyPages);
    if (endless) problems.push(problem("The list does not end; reading was stopped."));
    yield { items: page.items, cursor: source.cursor(page.next, here), problems };
    if (endless) return;
    position = page.next;
  }
}

/** A page unlike the one before it; null when the platform gave none. */
interface NewPage<Item, Position> {
  page: FetchedPage<Item, Position> | null;
  fingerprint: string | null;
}

async function fetchNew<Item, Position>(
  source: PageSource<Item, Position>,
  position: Position,
  previous: string | null,
): Promise<NewPage<Item, Position>> {
  for (let attempt = 0; attempt <= maxRereads; attempt += 1) {
    const page = await source.fetch(position);
    const fingerprint = fingerprintOf(page.items, source.keyOf);
    if (fingerprint === null || fingerprint !== previous) return { page, fingerprint };
  }
  return { page: null, fingerprint: previous };
}

function fingerprintOf<Item>(items: readonly Item[], keyOf: ((item: Item) => string) | undefined): string | null {
  if (!keyOf || items.length === 0) return null;
  return JSON.stringify(items.map(keyOf));
}

function stopped<Item, Position>(source: PageSource<Item, Position>, position: Position, message: string): Page<Item> {
  return { items: [], cursor: source.cursor(position, position), problems: [problem(message)] };
}

function problem(message: string): PageProblem {
  return { externalId: null, message, raw: null };
}
