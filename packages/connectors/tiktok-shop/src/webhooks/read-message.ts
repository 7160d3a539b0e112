import { createHash } from "node:crypto";
import { z } from "zod";

const text = z.string().nullish();
const identifier = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .nullish();

const messageSchema = z.object({
  type: z.number().int(),
  tts_notification_id: text,
  shop_id: identifier,
  timestamp: z.coerce.number(),
  data: z
    .object({
      order_id: identifier,
      product_id: identifier,
      package_list: z.array(z.object({ order_id_list: z.array(identifier).nullish() })).nullish(),
    })
    .nullish(),
});

/** A webhook's message, with the ids of what it speaks of. */
export interface TiktokShopMessage {
  type: number;
  /** TikTok Shop's own id of the message, else one made of what it says: a repeat has the same. */
  id: string;
  shopId: string | null;
  /** ISO 8601. */
  occurredAt: string;
  orderIds: string[];
  productId: string | null;
}

/** Reads a body whose signature was checked; null for what is no message. */
export function readMessage(body: Uint8Array): TiktokShopMessage | null {
  const raw = new TextDecoder().decode(body);
  const parsed = messageSchema.safeParse(parseKeepingIds(raw));
  if (!parsed.success) return null;
  const { type, tts_notification_id: notificationId, shop_id: shopId, timestamp, data } = parsed.data;
  const occurredAt = new Date(timestamp * 1000);
  if (Number.isNaN(occurredAt.getTime())) return null;
  const packed = (data?.package_list ?? []).flatMap(({ order_id_list: ids }) => ids ?? []);
  const orderIds = [data?.order_id, ...packed].filter((id) => typeof id === "string" && id !== "") as string[];
  return {
    type,
    id: notificationId?.trim() || fingerprint(raw),
    shopId: shopId || null,
    occurredAt: occurredAt.toISOString(),
    orderIds: [...new Set(orderIds)],
    productId: data?.product_id || null,
  };
}

/** Some ids arrive as numbers beyond what a number can hold: they are read as the text they are. */
function parseKeepingIds(raw: string): unknown {
  const quoted = raw.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`,
  );
  try {
    return JSON.parse(quoted);
  } catch {
    return undefined;
  }
}

/** Old messages carry no id; a repeat of one is the same text. */
function fingerprint(raw: string): string {
  return createHash("sha256").update(raw).digest("hex");
}
