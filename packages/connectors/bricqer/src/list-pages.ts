import { ConnectorError, type HttpParameters, type Page, readPages } from "@counterfoil/connector-kit";
import { type BricqerCall, type BricqerClient, type ListPath, pageSize } from "./bricqer-client.ts";
import type { BricqerList } from "./bricqer-schemas.ts";
import type { BricqerContext } from "./bricqer-settings.ts";

const maxPages = 500;

export interface ListWalk {
  client: BricqerClient;
  context: BricqerContext;
  call: BricqerCall;
  path: ListPath;
  query?: Readonly<Record<string, string>>;
}

/** A page of raw records, and the total that Bricqer claims (null where it does not). */
export type RawPage = Page<unknown> & { total: number | null };

/**
 * Walks a list by its own count of pages. A `next` link only says whether there is more: its address is never called, and
 * one that names another place is reported as a problem. Ends at an empty page, at `next: null`, at 404 beyond page 1, and
 * with a problem after 500 pages.
 */
export async function* listPages(walk: ListWalk): AsyncGenerator<RawPage> {
  let total: number | null = null;
  let isReported = false;
  const pages = readPages<unknown, number>({
    first: 1,
    maxPages,
    keyOf: (raw) => recordId(raw) ?? JSON.stringify(raw),
    cursor: (next) => String(next),
    fetch: async (page) => {
      const list = await fetchPage(walk, page);
      if (list === null) return { items: [], next: null };
      total = list.page?.count ?? list.count ?? null;
      const link = linkOf(list);
      const problems = isForeign(link, walk) && !isReported ? [foreignLink] : [];
      isReported ||= problems.length > 0;
      return { items: list.results, next: nextPage(list.results.length, link, page), problems };
    },
  });
  for await (const page of pages) yield { ...page, total };
}

async function fetchPage({ client, call, path, query }: ListWalk, page: number): Promise<BricqerList | null> {
  const parameters: HttpParameters = { ...query, limit: String(pageSize), page: String(page) };
  try {
    return await client.list(path, parameters, call);
  } catch (error) {
    // Beyond the last page Bricqer answers 404 "Invalid page.": the end, and no failure.
    if (page > 1 && ConnectorError.is(error) && error.code === "not_found") return null;
    throw error;
  }
}

/** The link to the next page in either form of list; undefined where the answer has no such field. */
function linkOf(list: BricqerList): string | null | undefined {
  return list.page ? list.page.links?.next : list.next;
}

function nextPage(received: number, link: string | null | undefined, page: number): number | null {
  if (received === 0 || link === null) return null;
  return link === undefined && received < pageSize ? null : page + 1;
}

function isForeign(link: string | null | undefined, { context, path }: ListWalk): boolean {
  if (!link) return false;
  const own = new URL(`${context.baseURL}${path}`);
  if (!URL.canParse(link, own.href)) return true;
  const { host, pathname } = new URL(link, own);
  // Behind a proxy the scheme of the link may differ; host and path may not.
  return host !== own.host || pathname !== own.pathname;
}

const foreignLink = {
  externalId: null,
  message: "Bricqer names another address as the next page. It was not called; the list was read from the tenant on.",
  raw: null,
};

/** The id of a raw record; null where it has none. */
export function recordId(raw: unknown): string | null {
  if (typeof raw !== "object" || raw === null || !("id" in raw)) return null;
  return typeof raw.id === "string" || typeof raw.id === "number" ? String(raw.id) : null;
}
