import { invalidPage } from "./bricqer-errors.ts";
import type { Call } from "./operation.ts";

const PAGE_SIZE = 100;

interface Cut<T> {
  number: number;
  size: number;
  rows: readonly T[];
  next: string | null;
  previous: string | null;
}

/** A page with `count` and `next` at the top, as orders come. */
export function topLevelPage<T>(call: Call, rows: readonly T[], view: (row: T) => unknown) {
  const { rows: shown, next, previous } = cutPage(call, rows);
  return { count: rows.length, next, previous, results: shown.map(view) };
}

/** A page described under `page`, as stock and definitions come. */
export function nestedPage<T>(call: Call, rows: readonly T[], view: (row: T) => unknown) {
  const { number, size, rows: shown, next, previous } = cutPage(call, rows);
  return { page: { count: rows.length, number, size, links: { next, previous } }, results: shown.map(view) };
}

// Past the end there is no empty page but 404; the first page exists even when it is empty.
function cutPage<T>({ query, linkTo, fault }: Call, all: readonly T[]): Cut<T> {
  const size = readSize(query.get("limit") ?? query.get("page_size"));
  const asked = query.get("page") ?? "1";
  if (!/^[1-9]\d{0,8}$/.test(asked)) throw invalidPage();
  const last = Math.max(1, Math.ceil(all.length / size));
  if (Number(asked) > last) throw invalidPage();
  const number = fault?.kind === "duplicated-page" ? Math.max(1, Number(asked) - 1) : Number(asked);
  const to = (page: number) => (page < 1 || page > last ? null : linkTo(page));
  return {
    number,
    size,
    rows: all.slice((number - 1) * size, number * size),
    next: to(Number(asked) + 1),
    previous: to(Number(asked) - 1),
  };
}

function readSize(text: string | null): number {
  const wanted = Number(text);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, PAGE_SIZE) : PAGE_SIZE;
}
