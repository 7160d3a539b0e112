/** One list of the server as far as it was read, newest first. */
export interface PartialList<Row> {
  rows: readonly Row[];
  hasMore: boolean;
}

interface Placed {
  id: string;
  placedAt: string;
}

/**
 * Joins lists that were each read page by page into one, newest first. A row is held back while a list that is not
 * read to its end may still bring an older page that belongs before it.
 */
export function mergeLists<Row extends Placed>(lists: readonly PartialList<Row>[]): Row[] {
  const horizon = lists
    .filter((list) => list.hasMore)
    .map((list) => list.rows.at(-1)?.placedAt ?? "")
    .reduce((latest, placedAt) => (Date.parse(placedAt) > Date.parse(latest) ? placedAt : latest), "1970-01-01");
  return lists
    .flatMap((list) => list.rows)
    .filter((row) => Date.parse(row.placedAt) >= Date.parse(horizon))
    .sort((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt) || (a.id < b.id ? 1 : -1));
}
