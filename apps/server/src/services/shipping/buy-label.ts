import { type BoughtLabel, ConnectorError } from "@counterfoil/connector-kit";
import { checkDispatch } from "@counterfoil/core/fulfillment";
import type { Database, ShippingLabelRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict, invalid, notFound, unavailable } from "../service-error.ts";
import { type LabelView, labelView } from "./label-view.ts";
import { type OpenProvider, openProvider } from "./open-provider.ts";

export const buyLabelInput = z.object({ labelId: z.uuid(), rateId: z.string().min(1).max(200) });

/**
 * Buys one offer of a quote. The purchase is written down before money is spent; asked for twice, or again after its
 * answer was lost, it is looked up and bought once. Throws the carrier's refusal as `refused_by_platform`.
 */
export async function buyLabel({ ctx, input }: Verb<z.infer<typeof buyLabelInput>>): Promise<LabelView> {
  requireRole(ctx.role, "packer");
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => startBuying(tx, ctx, input));
  if (row.state === "bought") return labelView(row);
  const provider = await openProvider(ctx, row.connection_id);
  const label = await bought(ctx, provider, { row, rateId: input.rateId });
  return labelView(await settle(ctx, row, label));
}

async function startBuying(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  { labelId, rateId }: z.infer<typeof buyLabelInput>,
): Promise<ShippingLabelRow> {
  const row = await tx
    .selectFrom("shipping_labels")
    .selectAll()
    .where("id", "=", labelId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound("The quote");
  if (row.state === "bought") return row;
  if (!row.rates.some(({ id }) => id === rateId)) throw invalid("This offer is not one of the quote. Ask again.");
  const order = await tx.selectFrom("orders").select("status").where("id", "=", row.order_id).executeTakeFirstOrThrow();
  const allowed = checkDispatch(order.status);
  if (!allowed.allowed) throw conflict(allowed.message);
  const change = { state: "buying", rate_id: rateId, error: null, updated_at: ctx.now() } as const;
  await tx.updateTable("shipping_labels").set(change).where("id", "=", labelId).execute();
  return { ...row, rate_id: rateId };
}

interface Purchase {
  row: ShippingLabelRow;
  rateId: string;
}

async function bought(
  ctx: ServiceContext,
  { shipping }: OpenProvider,
  { row, rateId }: Purchase,
): Promise<BoughtLabel> {
  const quoteId = row.quote_id;
  try {
    // An earlier attempt may have spent the money already.
    const known = row.state === "buying" ? await shipping.find(quoteId) : null;
    return known ?? (await shipping.buy({ quoteId, rateId }));
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    if (error.code !== "outcome_unknown") {
      await fail(ctx, row, error);
      throw toServiceError(error);
    }
    const found = await shipping.find(quoteId).catch(() => null);
    if (found !== null) return found;
    throw unavailable("The answer was lost: it is not known whether the label was bought.", {
      remedy: "Buy it again: the provider is asked first, so that nothing is paid twice.",
      cause: error,
    });
  }
}

async function fail(ctx: ServiceContext, row: ShippingLabelRow, error: ConnectorError): Promise<void> {
  const told = JSON.stringify({ code: error.code, message: error.message });
  const change = { state: "failed", error: told, updated_at: ctx.now() } as const;
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.updateTable("shipping_labels").set(change).where("id", "=", row.id).where("state", "=", "buying").execute(),
  );
}

async function settle(ctx: ServiceContext, row: ShippingLabelRow, label: BoughtLabel): Promise<ShippingLabelRow> {
  const saved = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await writeAudit(tx, ctx, {
      ...{ action: "label-bought", subjectType: "order", subjectId: row.order_id },
      text: `Bought a label of ${label.carrier} ${label.service}, tracking number ${label.trackingNumber ?? "unknown"}.`,
      detail: { labelId: row.id, price: label.price },
    });
    return await tx
      .updateTable("shipping_labels")
      .set({
        ...{ state: "bought", carrier: label.carrier, service: label.service, error: null, refund: label.refund },
        ...{ price_minor: label.price.minor, price_currency: label.price.currency },
        ...{ tracking_number: label.trackingNumber, tracking_url: label.trackingUrl },
        ...{ bought_by: ctx.actor.name, bought_at: ctx.now(), updated_at: ctx.now() },
      })
      .where("id", "=", row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  ctx.events.publish(ctx.workspaceId, { type: "orders-changed", orderIds: [row.order_id] });
  return saved;
}
