import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { invalid, ServiceError } from "../service-error.ts";
import { buyLabel } from "./buy-label.ts";
import type { LabelView } from "./label-view.ts";
import { parcelInput, quoteParcel } from "./quote-parcel.ts";

const mostOrders = 50;

export const buyManyInput = z.object({
  /** One parcel for each order. */
  parcels: z
    .array(parcelInput.extend({ orderId: z.uuid() }))
    .min(1)
    .max(mostOrders, `Buy for at most ${mostOrders} orders at a time.`),
  /** Only offers of this carrier; left out, the cheapest of all. */
  carrier: z.string().trim().min(1).max(100).optional(),
});

/** What became of one order: its label, or why it has none. */
export interface BoughtFor {
  orderId: string;
  label: LabelView | null;
  error: { code: string; message: string; remedy: string | null } | null;
}

/**
 * Buys the cheapest offer for each order. Each answers for itself: one that is refused hides no other. An order that has
 * a label already, which nobody took back, gets that one.
 */
export async function buyMany({ ctx, input }: Verb<z.infer<typeof buyManyInput>>): Promise<BoughtFor[]> {
  requireRole(ctx.role, "packer");
  const results = new Map<string, BoughtFor>();
  for (const parcel of input.parcels) {
    if (results.has(parcel.orderId)) continue;
    results.set(parcel.orderId, await buyOne(ctx, parcel, input.carrier ?? null));
  }
  return [...results.values()];
}

type Parcel = z.infer<typeof buyManyInput>["parcels"][number];

async function buyOne(ctx: ServiceContext, parcel: Parcel, carrier: string | null): Promise<BoughtFor> {
  const { orderId } = parcel;
  try {
    const open = await openPurchase(ctx, orderId);
    if (open !== null) return { orderId, label: await buyLabel({ ctx, input: open }), error: null };
    const { label: quote, refusals } = await quoteParcel({ ctx, input: parcel });
    const rate = quote.rates.find((offer) => carrier === null || offer.carrier === carrier);
    if (rate === undefined) throw invalid(refusals[0]?.message ?? "No carrier made an offer for this parcel.");
    return { orderId, label: await buyLabel({ ctx, input: { labelId: quote.id, rateId: rate.id } }), error: null };
  } catch (error) {
    if (!ServiceError.is(error)) throw error;
    const { code, message, remedy } = error;
    return { orderId, label: null, error: { code, message, remedy } };
  }
}

/** A label that was bought, or may have been: it is taken instead of another one. */
async function openPurchase(ctx: ServiceContext, orderId: string): Promise<{ labelId: string; rateId: string } | null> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .selectFrom("shipping_labels")
      .select(["id", "rate_id"])
      .where("order_id", "=", orderId)
      .where("state", "in", ["buying", "bought"])
      .where((where) => where.or([where("refund", "is", null), where("refund", "=", "rejected")]))
      .orderBy("created_at", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
  return row?.rate_id ? { labelId: row.id, rateId: row.rate_id } : null;
}
