import {
  type CallLimits,
  ConnectorError,
  callLimits,
  type ListingsCapability,
  type Page,
} from "@counterfoil/connector-kit";
import type { Listing } from "@counterfoil/core/model";
import { marketplaceOf } from "../amazon-marketplaces.ts";
import type { AmazonContext } from "../amazon-settings.ts";
import type { Participations } from "../participations.ts";
import type { AmazonStock } from "./amazon-stock.ts";
import { fulfillmentOf } from "./fulfillment-channel.ts";
import type { ItemPage, ItemReader } from "./item-reader.ts";
import {
  afterReport,
  firstReport,
  type ListingCursor,
  type ReportCursor,
  readListingCursor,
  type SearchCursor,
  writeListingCursor,
} from "./listing-cursor.ts";
import type { ListingsReport } from "./listings-report.ts";
import { mapItem } from "./map-item.ts";
import { isAmazonRow, mapReportRow } from "./map-report-row.ts";
import type { ReportRow } from "./report-rows.ts";

/** The search gives no more than this many SKUs; larger shops are read by reports. */
const mostSearched = 1_000;
const rowsAPage = 200;

export interface ListingsParts {
  items: ItemReader;
  report: ListingsReport;
  amazonStock: AmazonStock;
  participations: Participations;
  context: AmazonContext;
}

type ListingPages = AsyncGenerator<Page<Listing>, ListingCursor>;

/** All listings, one for each SKU: by search where the shop is small enough, else by Amazon's report of them all. */
export function createListings(parts: ListingsParts): ListingsCapability {
  const { context, participations } = parts;
  return {
    async *all(cursor, options) {
      const limits = callLimits(options, context.now);
      const told = new Set<string>();
      let state: ListingCursor =
        cursor === null
          ? { v: 1, phase: "search", marketplaceIds: [...(await participations.inUse(limits))], pageToken: null }
          : readListingCursor(cursor);
      while (state.phase !== "done") {
        state =
          state.phase === "search"
            ? yield* searchPages(state, { parts, limits })
            : yield* reportPages(state, { parts, limits, told });
      }
    },
  };
}

interface Run {
  parts: ListingsParts;
  limits: CallLimits;
}

async function* searchPages(start: SearchCursor, { parts, limits }: Run): ListingPages {
  let state: SearchCursor = start;
  for (;;) {
    const page = await searchPage(state, { parts, limits });
    if (page.total > mostSearched && state.pageToken === null) return firstReport(state.marketplaceIds);
    const amazonStock = await unitsAtAmazon(
      page.items
        .filter(({ item }) => fulfillmentOf(item.fulfillmentAvailability) === "amazon")
        .map(({ item }) => item.sku),
      { parts, limits, marketplaceId: parts.context.place().marketplace.id },
    );
    const home = parts.context.place().marketplace.id;
    const items = page.items.map(({ item, raw }) => mapItem(item, { raw, home, amazonStock }));
    const stuck = page.next !== null && page.next === state.pageToken;
    const next: ListingCursor =
      page.next === null || stuck ? { v: 1, phase: "done" } : { ...state, pageToken: page.next };
    yield { items, cursor: writeListingCursor(next), problems: page.problems };
    if (next.phase !== "search") return next;
    state = next;
  }
}

/** A token that Amazon no longer knows means reading from the beginning. */
async function searchPage(state: SearchCursor, { parts, limits }: Run): Promise<ItemPage> {
  const read = (token: string | null) => parts.items.page(token, state.marketplaceIds, limits);
  if (state.pageToken === null) return await read(null);
  try {
    return await read(state.pageToken);
  } catch (error) {
    if (!ConnectorError.is(error) || error.code !== "invalid_request") throw error;
    return await read(null);
  }
}

async function* reportPages(start: ReportCursor, { parts, limits, told }: Run & { told: Set<string> }): ListingPages {
  const marketplaceId = start.marketplaceIds[start.index] ?? parts.context.place().marketplace.id;
  let state = start;
  if (state.reportId === null) {
    state = { ...state, reportId: await parts.report.order(marketplaceId, limits) };
    // The report takes minutes: who is stopped meanwhile goes on with it instead of ordering another.
    yield { items: [], cursor: writeListingCursor(state), problems: [] };
  }
  const rows = await parts.report.rows(state.reportId ?? "", limits);
  if (rows === null) {
    // Reports are kept for a time only: a stored one that is gone is ordered again.
    if (start.reportId !== null) return { ...start, reportId: null, offset: 0 };
    throw lostReport();
  }
  if (rows.length === 0) yield { items: [], cursor: writeListingCursor(afterReport(state)), problems: [] };
  for (let offset = state.offset; offset < rows.length; offset += rowsAPage) {
    const batch = rows.slice(offset, offset + rowsAPage);
    const next = { ...state, offset: offset + rowsAPage };
    const cursor = next.offset < rows.length ? next : afterReport(state);
    const items = await mapRows(batch, { parts, limits, marketplaceId, told });
    yield { items, cursor: writeListingCursor(cursor), problems: [] };
  }
  return afterReport(state);
}

/** Rows in the common shape; a SKU that an earlier marketplace of this run had is left out. */
async function mapRows(
  batch: readonly ReportRow[],
  { told, ...run }: Run & { marketplaceId: string; told: Set<string> },
): Promise<Listing[]> {
  const marketplace = marketplaceOf(run.marketplaceId) ?? run.parts.context.place().marketplace;
  const rows = batch.filter((row) => !told.has(row["seller-sku"]));
  for (const row of rows) told.add(row["seller-sku"]);
  const amazonStock = await unitsAtAmazon(
    rows.filter(isAmazonRow).map((row) => row["seller-sku"]),
    run,
  );
  return rows.map((row) => mapReportRow(row, { marketplace, amazonStock }));
}

async function unitsAtAmazon(
  skus: readonly string[],
  { parts, limits, marketplaceId }: Run & { marketplaceId: string },
): Promise<ReadonlyMap<string, number>> {
  if (skus.length === 0) return new Map();
  const read = () => parts.amazonStock.units(skus, { marketplaceId, lane: "refresh_catalogue" }, limits);
  try {
    return await parts.context.patiently(read, limits);
  } catch (error) {
    // Without the role for it, the listings are still listings: their units at Amazon stay unknown.
    if (ConnectorError.is(error) && error.code === "permission_denied") return new Map();
    throw error;
  }
}

function lostReport(): ConnectorError {
  return new ConnectorError({
    code: "unavailable",
    message: "Amazon does not know the listings report that it has just taken on. Try again later.",
    operation: "GET /reports/2021-06-30/reports/{reportId}",
  });
}
