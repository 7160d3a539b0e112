import { type CallOptions, ConnectorError, callLimits } from "@counterfoil/connector-kit";
import { z } from "zod";
import { checked } from "../bricklink-checked.ts";
import type { BricklinkCall, BricklinkClient } from "../bricklink-client.ts";
import { messageSchema, orderSchema } from "../bricklink-schemas.ts";
import type { BricklinkContext } from "../bricklink-settings.ts";
import { plainText } from "../bricklink-text.ts";

const thankedSchema = orderSchema.pick({ drive_thru_sent: true });

/** Statuses that BrickLink lets a seller set; it refuses the others, and moves that make no sense, as `conflict`. */
export type SettableStatus = "PROCESSING" | "READY" | "PAID" | "PACKED" | "SHIPPED" | "COMPLETED";

/** What a seller may say of the payment. On-site payments are BrickLink's to say: setting them is refused. */
export type SettablePaymentStatus = "None" | "Sent" | "Received" | "Clearing" | "Returned" | "Bounced" | "Completed";

/** Whether this call sent the mail, or it had been sent before: BrickLink sends it once for an order. */
export type ThankYouOutcome = "sent" | "already_sent";

export interface OrderMessage {
  subject: string | null;
  body: string | null;
  from: string | null;
  to: string | null;
  /** ISO 8601. */
  sentAt: string | null;
}

/** Single writes to an order. `fulfillment.ship` makes the usual two in the right order. Each throws `ConnectorError`. */
export interface BricklinkOrderDesk {
  /** A lost answer is `outcome_unknown`: read the order before setting it again. */
  setStatus(orderId: string, status: SettableStatus, options?: CallOptions): Promise<void>;
  setPaymentStatus(orderId: string, status: SettablePaymentStatus, options?: CallOptions): Promise<void>;
  /** Replaces the seller's own note; the empty text removes it. */
  setNote(orderId: string, note: string, options?: CallOptions): Promise<void>;
  /** Files the order away, or takes it back to the open list. */
  setArchived(orderId: string, archived: boolean, options?: CallOptions): Promise<void>;
  /** Sends "Thank You, Drive Thru!" once: two calls, or one if it was sent before. A lost answer is settled by reading. */
  thankBuyer(orderId: string, options?: CallOptions & { copyToSeller?: boolean }): Promise<ThankYouOutcome>;
  /** Messages of the order, as plain text. */
  messages(orderId: string, options?: CallOptions): Promise<OrderMessage[]>;
}

export function createOrderDesk(client: BricklinkClient, { now }: BricklinkContext): BricklinkOrderDesk {
  const limits = (options?: CallOptions): BricklinkCall => ({ ...callLimits(options, now), lane: "send_tracking" });
  return {
    setStatus: (orderId, status, options) => client.setOrderStatus(orderId, status, limits(options)),
    setPaymentStatus: (orderId, status, options) => client.setPaymentStatus(orderId, status, limits(options)),
    async setNote(orderId, note, options) {
      await client.updateOrder(orderId, { remarks: note }, limits(options));
    },
    async setArchived(orderId, archived, options) {
      await client.updateOrder(orderId, { is_filed: archived }, limits(options));
    },
    async thankBuyer(orderId, options) {
      const call = limits(options);
      if (await wasThanked(client, orderId, call)) return "already_sent";
      try {
        await client.sendDriveThru(orderId, options?.copyToSeller ?? false, call);
      } catch (error) {
        const lost = ConnectorError.is(error) && error.code === "outcome_unknown";
        if (!lost || !(await wasThanked(client, orderId, call))) throw error;
      }
      return "sent";
    },
    async messages(orderId, options) {
      const answer = await client.listMessages(orderId, { ...limits(options), lane: "read_orders" });
      return checked(z.array(messageSchema), answer, "GET /orders/{id}/messages").map(toMessage);
    },
  };
}

async function wasThanked(client: BricklinkClient, orderId: string, call: BricklinkCall): Promise<boolean> {
  const order = checked(thankedSchema, await client.getOrder(orderId, call), "GET /orders/{id}");
  return order.drive_thru_sent === true;
}

function toMessage({ subject, body, from, to, dateSent }: z.infer<typeof messageSchema>): OrderMessage {
  const texts = { subject: plainText(subject), body: plainText(body), from: plainText(from), to: plainText(to) };
  return { ...texts, sentAt: dateSent ?? null };
}
