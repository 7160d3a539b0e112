import { identifierSchema } from "@counterfoil/core/model";
import { z } from "zod";
import type { QueueItemView } from "../../services/resolution/list-queue.ts";
import { invalid, notFound } from "../../services/service-error.ts";
import {
  moneyOnWire,
  moneyWire,
  pageQuery,
  pageWanted,
  pagination,
  paginationOf,
  platformName,
  platformPath,
} from "./common-schemas.ts";
import { type RestCall, restRoute } from "./rest-route.ts";

const tag = "Resolution";
const statuses = ["pending", "resolved", "skipped", "no_inventory"] as const;

const candidateWire = z
  .object({
    inventoryItemId: z.string(),
    sku: z.string().nullable(),
    title: z.string(),
    condition: z.string().nullable(),
    location: z.string().nullable(),
    available: z.number().int(),
    score: z.number(),
    reasons: z.array(z.object({ text: z.string(), effect: z.enum(["agrees", "contradicts", "neutral"]) })),
  })
  .meta({ id: "Candidate" });

const entryWire = z
  .object({
    id: z.string(),
    orderId: z.string(),
    platformOrderId: z.string(),
    orderDate: z.string(),
    buyer: z.string().nullable(),
    sku: z.string().nullable(),
    title: z.string(),
    identifiers: z.array(identifierSchema),
    quantity: z.number().int(),
    quantityNeeded: z.number().int(),
    total: moneyWire.nullable(),
    reason: z.string(),
    reasonText: z.string(),
    status: z.string(),
    candidates: z.array(candidateWire),
  })
  .meta({ id: "QueueEntry" });

const statsWire = z
  .object({
    pending: z.number().int(),
    resolved: z.number().int(),
    skipped: z.number().int(),
    noInventory: z.number().int(),
  })
  .meta({ id: "QueueStats" });

function entryOnWire(entry: QueueItemView): z.infer<typeof entryWire> {
  const { id, orderId, platformOrderId, orderDate, buyer, sku, title, quantity, quantityNeeded } = entry;
  return {
    ...{ id, orderId, platformOrderId, orderDate, buyer, sku, title, quantity, quantityNeeded },
    ...{ identifiers: [...entry.identifiers], total: moneyOnWire(entry.total), status: entry.status },
    ...{ reason: entry.reason, reasonText: entry.reasonText },
    candidates: entry.candidates.map((candidate) => ({
      ...{ inventoryItemId: candidate.inventoryItemId, sku: candidate.sku, title: candidate.title },
      ...{ condition: candidate.condition, location: candidate.location, available: candidate.available },
      ...{ score: candidate.score, reasons: candidate.reasons },
    })),
  };
}

const list = restRoute({
  ...{ method: "get", path: "/api/{platform}/resolution-queue", operationId: "listQueue", tag },
  ...{ scope: "resolution:read", summary: "Sold lines that wait for a person, the oldest sale first." },
  input: {
    path: platformPath,
    query: pageQuery.extend({
      status: z.enum(statuses).default("pending"),
      q: z.string().max(200).optional().meta({ description: "Order number, SKU or words of the title." }),
    }),
  },
  responses: {
    200: {
      description: "A page of the queue.",
      schema: z.object({ data: z.array(entryWire), stats: statsWire, pagination }),
    },
  },
  handle: async (call) => {
    const { platform } = await knownPlatform(call);
    const { status, q, ...page } = call.query;
    const found = await call.api.resolution.queue({ platform, status, ...(q && { q }), ...pageWanted(page) });
    const data = found.entries.map(entryOnWire);
    return { body: { data, stats: found.stats, pagination: paginationOf(page, found) } };
  },
});

/** Throws `not_found` for a platform that this server does not know. */
async function knownPlatform(call: Pick<RestCall<{ platform: string }, unknown, unknown>, "path" | "service">) {
  return { platform: call.service.connectors.get(platformName(call.path.platform)).manifest.platform };
}

const entryPath = platformPath.extend({ id: z.uuid() });

/** The entry, where it is of the platform in the path. Throws `not_found`. */
async function entryOf(call: RestCall<z.infer<typeof entryPath>, unknown, unknown>) {
  const entry = await call.api.resolution.get({ entryId: call.path.id });
  if (entry.platform !== platformName(call.path.platform)) throw notFound("The entry");
  return entry;
}

const resolveBody = z.object({
  inventoryItemIds: z
    .array(z.uuid())
    .min(1, "Name at least one unit.")
    .max(1000)
    .meta({ description: "Exactly as many units as `quantityNeeded`." }),
  quantities: z
    .array(z.number().int().min(1))
    .optional()
    .meta({ description: "How many of each, in the same order, where an id stands for a lot; 1 each when left out." }),
});

const claimWire = z
  .object({
    id: z.string(),
    inventoryItemId: z.string(),
    sku: z.string().nullable(),
    title: z.string(),
    location: z.string().nullable(),
    quantity: z.number().int(),
    state: z.string(),
  })
  .meta({ id: "Claim" });

const resolve = restRoute({
  ...{ method: "post", path: "/api/{platform}/resolution-queue/{id}/resolve", operationId: "resolveEntry", tag },
  ...{ scope: "resolution:write", summary: "Tie an entry to the units that were sold." },
  input: { path: entryPath, body: resolveBody },
  responses: {
    200: { description: "Tied.", schema: z.object({ success: z.literal(true), claims: z.array(claimWire) }) },
  },
  handle: async (call) => {
    const entry = await entryOf(call);
    await call.api.resolution.resolve({ entryId: entry.id, units: unitsOf(call.body) });
    const { line } = await call.api.resolution.get({ entryId: entry.id });
    const claims = line.claims
      .filter(({ state }) => state !== "released")
      .map(({ id, inventoryItemId, sku, title, location, quantity, state }) => {
        return { id, inventoryItemId, sku, title, location, quantity, state };
      });
    return { body: { success: true, claims } };
  },
});

function unitsOf({ inventoryItemIds, quantities }: z.infer<typeof resolveBody>) {
  if (quantities !== undefined && quantities.length !== inventoryItemIds.length) {
    const message = `${inventoryItemIds.length} units are named, and ${quantities.length} quantities.`;
    throw invalid(message, [{ path: "quantities", message: "Give one for each unit." }]);
  }
  return inventoryItemIds.map((inventoryItemId, index) => ({ inventoryItemId, quantity: quantities?.[index] ?? 1 }));
}

const skip = restRoute({
  ...{ method: "post", path: "/api/{platform}/resolution-queue/{id}/skip", operationId: "skipEntry", tag },
  ...{ scope: "resolution:write", summary: "Set an entry aside: skipped, or of goods that were never in stock here." },
  input: {
    path: entryPath,
    body: z.object({ reason: z.enum(["skipped", "no_inventory"]), note: z.string().max(1000).optional() }),
  },
  responses: { 200: { description: "Set aside.", schema: z.object({ success: z.literal(true) }) } },
  handle: async (call) => {
    const { id: entryId } = await entryOf(call);
    const { reason, note } = call.body;
    const verb = reason === "skipped" ? call.api.resolution.skip : call.api.resolution.noInventory;
    await verb({ entryId, ...(note && { note }) });
    return { body: { success: true } };
  },
});

export const resolutionRoutes = [list, resolve, skip];
