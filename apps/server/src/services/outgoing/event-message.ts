import type { DueDelivery } from "@counterfoil/db";

/** The version of the messages' form. Within it fields are only ever added. */
export const messageVersion = 1;

/** What is posted of an event, the same at every attempt: what is signed are these very bytes. */
export function eventMessage(
  { event_id, type, data, occurred_at }: Pick<DueDelivery, "event_id" | "type" | "data" | "occurred_at">,
  publicUrl: string,
): string {
  return JSON.stringify({
    ...{ id: event_id, type, version: messageVersion, timestamp: occurred_at.toISOString() },
    data: type === "alert.raised" ? withAddress(data, publicUrl) : data,
  });
}

/** An alert names the page where it is mended by its whole address. */
function withAddress({ link, ...alert }: Record<string, unknown>, publicUrl: string): Record<string, unknown> {
  return { ...alert, url: typeof link === "string" ? `${publicUrl}${link}` : null };
}
