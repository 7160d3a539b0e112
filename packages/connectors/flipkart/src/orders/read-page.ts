import { ConnectorError } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { FlipkartCall, FlipkartClient, ReturnList } from "../flipkart-client.ts";
import type { WireShipmentPage } from "../flipkart-schemas.ts";
import { firstPage, type OrderRound, type PagePlan } from "./order-cursor.ts";
import { isOrderedByTime, returnsOf, searchOf, stepCount } from "./shipment-search.ts";

/** One page of a round's searches, and the round as it goes on; null after the last page. */
export interface RoundPage {
  records: readonly unknown[];
  next: OrderRound | null;
}

const maxRereads = 2;
const edgeSchema = z.object({ shipmentId: z.string(), updatedAt: z.string() });

/** Reads the page that the round stands at. */
export async function readPage(client: FlipkartClient, round: OrderRound, call: FlipkartCall): Promise<RoundPage> {
  const { page, asked } = await proven(client, round, call);
  const records = page.shipments ?? [];
  const plan = planAfter(round, asked, page);
  if (plan !== null) return { records, next: { ...round, page: plan } };
  const step = round.step + 1;
  return { records, next: step < stepCount(round.sweeps) ? { ...round, step, page: firstPage } : null };
}

interface AskedPage {
  page: WireShipmentPage;
  asked: PagePlan;
}

// A search that began later must overlap the page before. Where it does not, although what it should show has not moved
// meanwhile, time is not what the list is ordered by, and Flipkart's own next page is right.
async function proven(client: FlipkartClient, round: OrderRound, call: FlipkartCall): Promise<AskedPage> {
  const { page: plan } = round;
  const page = await fetchPage(client, round, call);
  const ids = new Set((page.shipments ?? []).map((raw) => edgeSchema.safeParse(raw).data?.shipmentId));
  if (plan.instead === null || plan.proof.some((id) => ids.has(id))) return { page, asked: plan };
  if (await haveMoved(client, plan, call)) return { page, asked: plan };
  const asked: PagePlan = { from: null, url: plan.instead, proof: [], instead: null };
  return { page: await fetchPage(client, { ...round, page: asked }, call), asked };
}

/** Whether shipments that a search no longer shows have changed since; then they left its window, and moved its pages. */
async function haveMoved(client: FlipkartClient, { proof, from }: PagePlan, call: FlipkartCall): Promise<boolean> {
  const found = await client.shipmentsBy("shipmentIds", proof, call);
  return found.every((raw) => {
    const edge = edgeSchema.safeParse(raw).data;
    return edge !== undefined && secondOf(edge.updatedAt) !== from;
  });
}

function secondOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000) * 1000;
}

async function fetchPage(client: FlipkartClient, round: OrderRound, call: FlipkartCall): Promise<WireShipmentPage> {
  const { url, from } = round.page;
  const source = returnsOf(round.step);
  if (source !== null) return await fetchReturns(client, { source, from: round.window.from, url }, call);
  const search = searchOf(round.step, { ...round.window, from: from ?? round.window.from });
  if (url === null) return await client.search(search, call);
  try {
    return await readNew(client, url, call);
  } catch (error) {
    // The address of a page does not live for ever: the step begins anew, and what comes again is known by its id.
    if (ConnectorError.is(error) && (error.code === "invalid_request" || error.code === "not_found")) {
      return await client.search(search, call);
    }
    throw error;
  }
}

// Returns name their orders, which are then read like any other.
async function fetchReturns(client: FlipkartClient, list: ReturnList, call: FlipkartCall): Promise<WireShipmentPage> {
  const { hasMore, nextUrl, returnItems } = await client.returns(list, call);
  const another = nextUrl !== list.url;
  return { hasMore: hasMore === true && another, nextPageUrl: nextUrl, shipments: returnItems };
}

// A page that names itself as the next one is the page before, given twice.
async function readNew(client: FlipkartClient, url: string, call: FlipkartCall): Promise<WireShipmentPage> {
  for (let attempt = 0; ; attempt += 1) {
    const page = await client.nextPage(url, call);
    if (page.nextPageUrl !== url) return page;
    if (attempt >= maxRereads) return { ...page, hasMore: false };
  }
}

/**
 * How to ask for the page after this one. A list that shrinks while it is read moves under its pages, so where it is
 * ordered by time, the next search begins at the last time seen; a page of one single time goes on by its address.
 */
function planAfter(round: OrderRound, asked: PagePlan, page: WireShipmentPage): PagePlan | null {
  const url = page.nextPageUrl ?? null;
  if (page.hasMore !== true || url === null) return null;
  const byAddress: PagePlan = { ...firstPage, url };
  if (!isOrderedByTime(round.step)) return byAddress;
  const edges = (page.shipments ?? []).flatMap((raw) => edgeSchema.safeParse(raw).data ?? []);
  const times = edges.map(({ updatedAt }) => secondOf(updatedAt));
  const last = times.at(-1);
  const begun = asked.from ?? round.window.from;
  const ordered = times.every((value, index) => index === 0 || value >= (times[index - 1] ?? value));
  if (last === undefined || !ordered || asked.url !== null || last <= begun) return byAddress;
  const proof = edges.filter((_, index) => times[index] === last).map(({ shipmentId }) => shipmentId);
  return { from: last, url: null, proof, instead: url };
}
