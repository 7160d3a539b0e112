import { ConnectorError, type FulfillmentCapability } from "@counterfoil/connector-kit";
import { checkDispatch } from "@counterfoil/core/fulfillment";
import type { Shipment } from "@counterfoil/core/model";
import { sql } from "kysely";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext } from "../context.ts";
import { conflict, unavailable } from "../service-error.ts";
import { confirmShipment } from "./confirm-shipment.ts";
import type { DispatchResult } from "./dispatch-order.ts";
import { type OpenShipment, outboxKey, type ShipmentRequest } from "./prepare-shipment.ts";

type Unfinished = Pick<OpenShipment, "shipmentId" | "request"> & { order: { id: string } };

/** Sends a written-down package. One that an earlier attempt may have sent is looked up first. */
export async function sendShipment(
  ctx: ServiceContext,
  fulfillment: FulfillmentCapability,
  open: OpenShipment,
): Promise<DispatchResult> {
  const found = open.repeated ? await lookUp(ctx, fulfillment, open) : null;
  return await confirmShipment(ctx, open, found ?? (await ship(ctx, fulfillment, open)));
}

async function ship(ctx: ServiceContext, fulfillment: FulfillmentCapability, open: Unfinished): Promise<Shipment> {
  try {
    return await fulfillment.ship(open.request);
  } catch (error) {
    if (!ConnectorError.is(error) || error.code === "outcome_unknown") {
      await mark(ctx, open, { state: "outcome_unknown", error });
      const found = await lookUp(ctx, fulfillment, open);
      if (found !== null) return found;
      throw lostAnswer(error);
    }
    await mark(ctx, open, { state: "failed", error });
    throw toServiceError(error);
  }
}

async function lookUp(
  ctx: ServiceContext,
  fulfillment: FulfillmentCapability,
  open: Unfinished,
): Promise<Shipment | null> {
  try {
    return await fulfillment.reconcile(open.request);
  } catch (error) {
    ctx.logger.warn({ err: error, shipmentId: open.shipmentId }, "a shipment could not be looked up");
    throw lostAnswer(error);
  }
}

function lostAnswer(cause: unknown) {
  return unavailable("The platform's answer was lost: it is not known whether the package was taken.", {
    remedy: "Send it again: the platform is asked first, so that no package is announced twice.",
    cause,
  });
}

async function mark(
  ctx: ServiceContext,
  open: Unfinished,
  { state, error }: { state: "failed" | "outcome_unknown"; error: unknown },
): Promise<void> {
  const code = ConnectorError.is(error) ? error.code : "internal";
  const message = ConnectorError.is(error) ? error.message : "Something went wrong on the server.";
  const change = { state, error: JSON.stringify({ code, message }), updated_at: ctx.now() };
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await tx.updateTable("shipments").set(change).where("id", "=", open.shipmentId).execute();
    await tx
      .updateTable("outbox")
      .set(change)
      .where("idempotency_key", "=", outboxKey(open.request.idempotencyKey))
      .execute();
  });
}

/**
 * Looks up packages whose fate is not known, of one order or of a whole connection: those that the platform has are
 * taken over, the others are marked as not sent. Answers how many were taken over.
 */
export async function settleUnfinished(
  ctx: ServiceContext,
  fulfillment: FulfillmentCapability,
  which: { orderId: string; except: string } | { connectionId: string; before: Date },
): Promise<number> {
  let taken = 0;
  for (const open of await findUnfinished(ctx, which)) {
    const found = await lookUp(ctx, fulfillment, open);
    if (found === null) await mark(ctx, open, { state: "failed", error: notThere });
    else {
      await confirmShipment(ctx, open, found);
      taken += 1;
    }
  }
  return taken;
}

/** After an earlier package turned out to be taken: nothing more is sent for an order that needs no other. */
export async function giveUpIfSent(ctx: ServiceContext, open: OpenShipment): Promise<void> {
  const { status, payment_status } = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("orders").selectAll().where("id", "=", open.order.id).executeTakeFirstOrThrow(),
  );
  const allowed = checkDispatch(status, payment_status);
  if (allowed.allowed) return;
  await mark(ctx, open, { state: "failed", error: notNeeded });
  throw conflict(allowed.message);
}

const notNeeded = new ConnectorError({ code: "conflict", message: "An earlier package of this order was taken." });

const notThere = new ConnectorError({ code: "not_found", message: "The platform does not have this package." });

async function findUnfinished(
  ctx: ServiceContext,
  which: { orderId: string; except: string } | { connectionId: string; before: Date },
): Promise<Unfinished[]> {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => {
    const query = tx
      .selectFrom("shipments")
      .innerJoin("orders", "orders.id", "shipments.order_id")
      .innerJoin("outbox", (join) =>
        join.on(sql<boolean>`outbox.idempotency_key = 'shipment:' || shipments.idempotency_key`),
      )
      .select(["shipments.id", "shipments.order_id", "outbox.payload"])
      .where("shipments.state", "in", ["requested", "outcome_unknown"]);
    if ("orderId" in which)
      return query.where("orders.id", "=", which.orderId).where("shipments.id", "<>", which.except).execute();
    return query
      .where("orders.connection_id", "=", which.connectionId)
      .where("shipments.updated_at", "<", which.before)
      .execute();
  });
  return rows.map(({ id, order_id, payload }) => ({
    shipmentId: id,
    order: { id: order_id },
    // Written by `prepareShipment`.
    request: payload as ShipmentRequest,
  }));
}
