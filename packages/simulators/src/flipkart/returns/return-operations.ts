import { z } from "zod";
import type { ReturnItem } from "../flipkart-entities.ts";
import { badRequest } from "../flipkart-errors.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import type { FlipkartContext, FlipkartOperation } from "../operation.ts";
import { pageOf, readToken, writeToken } from "../paging.ts";
import { idList, instant, readBody, refuseTooMany } from "../read-body.ts";
import { moveReturn } from "./return-steps.ts";
import { returnView } from "./return-view.ts";

const PAGE = 25;
const MOST_IDS = 25;
const MOST_STEPS = 100;

const listSchema = z.object({
  source: z.enum(["customer_return", "courier_return"]),
  modifiedAfter: instant.optional(),
  modifiedBefore: instant.optional(),
  createdAfter: instant.optional(),
  createdBefore: instant.optional(),
  locationId: z.string().optional(),
});
type ListQuery = z.output<typeof listSchema>;

/** Returns: the list, and the steps that a seller takes with his own parcels. */
export function returnOperations(world: FlipkartWorld): FlipkartOperation[] {
  return [listOperation(world), ...stepOperations(world)];
}

function listOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "getReturns",
    method: "GET",
    path: "/v2/returns",
    handle(c) {
      const named = namedReturns(world, c);
      if (named !== null) return c.json({ hasMore: false, nextUrl: null, returnItems: named.map(returnView) });
      const token = c.req.query("next_token");
      const given = token === undefined ? c.req.query() : readToken(token, z.unknown()).query;
      const query = listSchema.safeParse(given);
      if (!query.success) throw badRequest(z.prettifyError(query.error));
      const offset = token === undefined ? 0 : readToken(token, z.unknown()).offset;
      const found = world.returns.where((item) => fits(query.data, item));
      const { rows, nextOffset } = pageOf(c, found, { offset, size: PAGE });
      return c.json({
        hasMore: nextOffset !== null,
        nextUrl: nextOffset === null ? null : `/v2/returns?next_token=${writeToken(given, nextOffset)}`,
        returnItems: rows.map(returnView),
      });
    },
  };
}

function namedReturns(world: FlipkartWorld, c: FlipkartContext): ReturnItem[] | null {
  const { returnIds, trackingIds } = c.req.query();
  if (returnIds === undefined && trackingIds === undefined) return null;
  const ids = new Set(idList(returnIds ?? trackingIds, MOST_IDS));
  return world.returns.where(({ returnId, trackingId }) =>
    ids.has(returnIds === undefined ? (trackingId ?? "") : returnId),
  );
}

function fits(query: ListQuery, item: ReturnItem): boolean {
  return (
    item.source === query.source &&
    (query.locationId === undefined || item.locationId === query.locationId) &&
    item.updatedAt >= (query.modifiedAfter ?? 0) &&
    item.updatedAt <= (query.modifiedBefore ?? Number.POSITIVE_INFINITY) &&
    item.createdAt >= (query.createdAfter ?? 0) &&
    item.createdAt <= (query.createdBefore ?? Number.POSITIVE_INFINITY)
  );
}

const stepSchema = z
  .object({
    returns: z.array(z.object({ returnId: z.string() })).optional(),
    returnIds: z.array(z.string()).optional(),
  })
  .transform(({ returns = [], returnIds = [] }) => [...returns.map(({ returnId }) => returnId), ...returnIds]);

interface Step {
  name: string;
  /** Statuses from which the step may be taken, whatever their case. */
  from: readonly string[];
  take(world: FlipkartWorld, item: ReturnItem): void;
}

const steps: readonly Step[] = [
  {
    name: "approve",
    from: ["requested"],
    take(world, item) {
      item.status = "Approved";
      item.approvedAt = world.clock.milliseconds();
    },
  },
  {
    name: "reject",
    from: ["requested"],
    take(_world, item) {
      item.status = "Rejected";
    },
  },
  { name: "pickup", from: ["approved"], take: (world, item) => moveReturn(world, item, "picked_up") },
  {
    name: "pickupAttempt",
    from: ["approved"],
    take(_world, item) {
      item.comments = "Pick-up failed";
    },
  },
  { name: "complete", from: ["approved"], take: (world, item) => moveReturn(world, item, "completed") },
  { name: "cancel", from: ["requested", "approved"], take: (world, item) => moveReturn(world, item, "cancelled") },
];

function stepOperations(world: FlipkartWorld): FlipkartOperation[] {
  return steps.map((step) => ({
    operation: `${step.name}Return`,
    method: "POST",
    path: `/v2/returns/${step.name}`,
    async handle(c) {
      const ids = await readBody(c, stepSchema);
      refuseTooMany(ids, MOST_STEPS);
      return c.json({ returns: ids.map((returnId) => takeStep(world, step, returnId)) });
    },
  }));
}

function takeStep(world: FlipkartWorld, step: Step, returnId: string) {
  const item = world.returns.get(returnId);
  const reason = refusal(step, item);
  if (item === undefined || reason !== null) {
    const errorCode = item === undefined ? "UNPROCESSABLE_ENTITY" : "OPERATION_NOT_ALLOWED";
    return { returnId, processingStatus: "FAILURE", errorCode, errorMessage: reason };
  }
  step.take(world, item);
  item.updatedAt = world.clock.milliseconds();
  world.ledger.append("return-step", { returnId, step: step.name, status: item.status });
  return { returnId, processingStatus: "SUCCESS", errorCode: null, errorMessage: null };
}

function refusal({ name, from }: Step, item: ReturnItem | undefined): string | null {
  if (item === undefined) return "The return is not known";
  if (!item.isSelfShip) return "Flipkart settles this return";
  return from.includes(item.status.toLowerCase()) ? null : `A return that is ${item.status} cannot ${name}`;
}
