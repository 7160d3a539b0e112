import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext } from "../context.ts";
import type { OrderDetailView } from "./order-views.ts";

type Carriers = OrderDetailView["carriers"];

const keptForMs = 24 * 3_600_000;
const deadlineMs = 3_000;
const kept = new Map<string, { carriers: Carriers; until: number }>();

/** Carriers that the connection's platform names. An order can be shown without them: a failure answers none. */
export async function readCarriers(ctx: ServiceContext, connectionId: string): Promise<Carriers> {
  const now = ctx.now().getTime();
  const known = kept.get(connectionId);
  if (known && known.until > now) return known.carriers;
  try {
    const connector = await openConnector(ctx, connectionId);
    const carriers = [...((await connector.fulfillment?.carriers({ deadlineMs })) ?? [])];
    kept.set(connectionId, { carriers, until: now + keptForMs });
    return carriers;
  } catch (error) {
    ctx.logger.info({ err: error, connectionId }, "the platform named no carriers");
    return [];
  }
}
