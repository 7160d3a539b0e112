/** Offset of the next page; null at the end. An empty page ends the list whatever total it claims. */
export function nextOffset(page: { offset: number; received: number; total: number }): number | null {
  const next = page.offset + page.received;
  return page.received === 0 || next >= page.total ? null : next;
}

/** Number of the next page; null after a page that is not full, or after the last of `totalPages`. */
export function nextPageNumber(page: {
  page: number;
  received: number;
  pageSize: number;
  totalPages?: number;
}): number | null {
  if (page.received === 0) return null;
  if (page.totalPages !== undefined) return page.page < page.totalPages ? page.page + 1 : null;
  return page.received < page.pageSize ? null : page.page + 1;
}

/**
 * A platform's `next` link as path and query below `baseURL`; null for none. Links to another origin are re-based, so
 * that credentials never go to a host that an answer names, and a proxy or simulator stays in use.
 */
export function nextLink(link: string | null | undefined, baseURL: string): string | null {
  if (!link) return null;
  const base = new URL(`${baseURL.replace(/\/+$/, "")}/`);
  const url = new URL(link, base);
  const prefix = base.pathname.replace(/\/$/, "");
  const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname;
  return `${path}${url.search}`;
}

/** Cuts a whole list into batches of at most `size`. */
export function batches<Item>(items: readonly Item[], size: number): Item[][] {
  const result: Item[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
