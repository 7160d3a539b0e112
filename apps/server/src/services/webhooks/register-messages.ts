import type { Connector } from "@counterfoil/connector-kit";
import type { ConnectionRow } from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { ownWebhookUrl } from "./webhook-url.ts";

/**
 * Has a platform send its messages to this connection's own address, where it takes an address by a call and this server
 * has one that begins with https. Messages are a help, no need: what fails here is logged and nothing else.
 */
export async function registerMessages(
  ctx: ServiceContext,
  { webhooks }: Connector,
  connection: Pick<ConnectionRow, "id" | "platform" | "demo">,
): Promise<void> {
  if (webhooks?.register === undefined || connection.demo) return;
  const url = ownWebhookUrl(ctx, connection);
  if (url === null || !url.startsWith("https://")) return;
  try {
    await webhooks.register(url, { deadlineMs: 30_000 });
  } catch (error) {
    ctx.logger.warn({ err: error, connectionId: connection.id }, "messages could not be asked for");
  }
}
