import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext } from "../context.ts";

const deadlineMs = 30_000;

/** How a parcel may leave without a person: by a label that exists. */
export interface LabelledParcel {
  carrier: string | null;
  trackingNumber: string | null;
}

interface Labelled {
  id: string;
  connectionId: string;
  platformOrderId: string;
}

/**
 * The label of an order, where there is a real one: bought from a carrier, or the platform's own, whose courier brings
 * the number. Null where there is none; a failure counts as none, and nothing is sent.
 */
export async function findLabel(ctx: ServiceContext, order: Labelled): Promise<LabelledParcel | null> {
  return (await findBought(ctx, order)) ?? (await findOfPlatform(ctx, order));
}

async function findBought(ctx: ServiceContext, { id }: Labelled): Promise<LabelledParcel | null> {
  const label = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .selectFrom("shipping_labels")
      .select(["carrier", "tracking_number"])
      .where("order_id", "=", id)
      .where("state", "=", "bought")
      .where("tracking_number", "is not", null)
      .where((eb) => eb.or([eb("refund", "is", null), eb("refund", "in", ["rejected", "not_applicable"])]))
      .orderBy("created_at", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
  return label === undefined ? null : { carrier: label.carrier, trackingNumber: label.tracking_number };
}

async function findOfPlatform(ctx: ServiceContext, order: Labelled): Promise<LabelledParcel | null> {
  try {
    const connector = await openConnector(ctx, order.connectionId);
    const documents = (await connector.documents?.labels(order.platformOrderId, { deadlineMs })) ?? [];
    return documents.length > 0 ? { carrier: null, trackingNumber: null } : null;
  } catch (error) {
    ctx.logger.info({ err: error, platformOrderId: order.platformOrderId }, "no label could be read");
    return null;
  }
}
