import {
  type CallOptions,
  callLimits,
  type PageProblem,
  readRecords,
  type WebhookEvent,
} from "@counterfoil/connector-kit";
import type { BricklinkClient } from "../bricklink-client.ts";
import { notificationSchema } from "../bricklink-schemas.ts";
import type { BricklinkContext } from "../bricklink-settings.ts";
import { toWebhookEvent } from "./notification-event.ts";

/** BrickLink's list of unread hints, for a desk that no push can reach. */
export interface BricklinkNotifications {
  /**
   * Takes what is unread: one call, `GET /notifications`. What was taken may not come again, so act on every event; a
   * regular reading of orders makes up for one that was lost. Throws `ConnectorError`.
   */
  take(options?: CallOptions): Promise<{ events: WebhookEvent[]; problems: PageProblem[] }>;
}

export function createNotifications(client: BricklinkClient, { now }: BricklinkContext): BricklinkNotifications {
  return {
    async take(options) {
      const records = await client.takeNotifications({ ...callLimits(options, now), lane: "read_orders" });
      const { items, problems } = readRecords(records, {
        schema: notificationSchema,
        idOf: () => null,
        map: toWebhookEvent,
      });
      return { events: items, problems };
    },
  };
}
