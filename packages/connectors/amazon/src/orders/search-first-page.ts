import { type CallLimits, ConnectorError } from "@counterfoil/connector-kit";
import type { OrderSearch, OrderSearchPage, OrderSource } from "./order-source.ts";

/** A first page, and the marketplaces that had to be left out of it. */
export interface FirstPage {
  page: OrderSearchPage;
  marketplaceIds: readonly string[];
  refused: readonly string[];
}

/**
 * Reads the first page of a list. One marketplace that the account may not read makes Amazon refuse all of them: then
 * the list is halved until the offender is found, and the others are read.
 */
export async function searchFirstPage(
  source: OrderSource,
  search: OrderSearch,
  limits: CallLimits,
): Promise<FirstPage> {
  try {
    return { page: await source.search(search, limits), marketplaceIds: search.marketplaceIds, refused: [] };
  } catch (error) {
    if (!isRefusal(error) || search.marketplaceIds.length === 1) throw error;
    const allowed = await allowedAmong(search.marketplaceIds, (ids) =>
      isAllowed(source, { ...search, marketplaceIds: ids }, limits),
    );
    if (allowed.length === 0 || allowed.length === search.marketplaceIds.length) throw error;
    const page = await source.search({ ...search, marketplaceIds: allowed }, limits);
    const refused = search.marketplaceIds.filter((id) => !allowed.includes(id));
    return { page, marketplaceIds: allowed, refused };
  }
}

/** The ids that are allowed, of a list that as a whole is not. */
async function allowedAmong(
  ids: readonly string[],
  allows: (ids: readonly string[]) => Promise<boolean>,
): Promise<string[]> {
  if (ids.length === 1) return [];
  const middle = Math.ceil(ids.length / 2);
  const allowed: string[] = [];
  for (const half of [ids.slice(0, middle), ids.slice(middle)]) {
    allowed.push(...((await allows(half)) ? half : await allowedAmong(half, allows)));
  }
  return allowed;
}

async function isAllowed(source: OrderSource, search: OrderSearch, limits: CallLimits): Promise<boolean> {
  try {
    await source.search(search, limits);
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return ConnectorError.is(error) && error.code === "permission_denied";
}
