import { ConnectorError } from "@counterfoil/connector-kit";
import { checkDispatch } from "@counterfoil/core/fulfillment";
import type { Address } from "@counterfoil/core/model";
import type { Database, ShippingLabelRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict, invalid, notFound } from "../service-error.ts";
import { type LabelView, labelView } from "./label-view.ts";
import { openProvider } from "./open-provider.ts";
import { readSender } from "./sender.ts";

const millimetres = z.number().int().min(1).max(5_000);

export const parcelInput = z.object({
  weightGrams: z.number().int().min(1, "Enter the weight in grams.").max(70_000, "Enter at most 70 kg."),
  dimensionsMm: z.object({ length: millimetres, width: millimetres, height: millimetres }).nullish(),
});
export const quoteParcelInput = parcelInput.extend({ orderId: z.uuid() });
type QuoteInput = z.infer<typeof quoteParcelInput>;

/** A quote, and the carriers that made no offer. */
export interface QuotedParcel {
  label: LabelView;
  refusals: { carrier: string | null; message: string }[];
}

/**
 * Asks carriers what a parcel of an order would cost. Costs nothing. Throws `conflict` for an order that may not be sent,
 * `invalid` where an address is missing, and the provider's refusal as `refused_by_platform`.
 */
export async function quoteParcel({ ctx, input }: Verb<QuoteInput>): Promise<QuotedParcel> {
  requireRole(ctx.role, "packer");
  const { from, to, number } = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readEnds(tx, input.orderId));
  const provider = await openProvider(ctx);
  const parcel = { weightGrams: input.weightGrams, dimensionsMm: input.dimensionsMm ?? null };
  try {
    const { quoteId, rates, refusals } = await provider.shipping.rates({ from, to, parcel, reference: number });
    const kept = { orderId: input.orderId, connectionId: provider.connectionId, quoteId, rates };
    const row = await keepQuote(ctx, kept);
    return { label: labelView(row), refusals };
  } catch (error) {
    throw ConnectorError.is(error) ? toServiceError(error) : error;
  }
}

async function readEnds(
  tx: Transaction<Database>,
  orderId: string,
): Promise<{ from: Address; to: Address; number: string }> {
  const order = await tx
    .selectFrom("orders")
    .select(["external_id", "status", "ship_to", "buyer_name"])
    .where("id", "=", orderId)
    .executeTakeFirst();
  if (order === undefined) throw notFound("The order");
  const allowed = checkDispatch(order.status);
  if (!allowed.allowed) throw conflict(allowed.message);
  if (order.ship_to === null) throw invalid("No address of this order is known: no carrier can be asked.");
  const from = await readSender(tx);
  if (from === null) throw invalid("Say first where your parcels come from.");
  return { from, to: { ...order.ship_to, name: order.ship_to.name ?? order.buyer_name }, number: order.external_id };
}

interface Kept {
  orderId: string;
  connectionId: string;
  quoteId: string;
  rates: object[];
}

async function keepQuote(
  ctx: ServiceContext,
  { orderId, connectionId, quoteId, rates }: Kept,
): Promise<ShippingLabelRow> {
  return await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .insertInto("shipping_labels")
      .values({
        ...{ workspace_id: ctx.workspaceId, id: ctx.newId(), order_id: orderId, connection_id: connectionId },
        ...{ quote_id: quoteId, state: "quoted", rates: JSON.stringify(rates), created_at: ctx.now() },
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}
