import type { Connector, WebhookEvent } from "@counterfoil/connector-kit";
import type { ConnectionRow } from "@counterfoil/db";
import { openConnector } from "../connections/open-connector.ts";
import { type ServerParts, systemContext } from "../context.ts";

/** Someone who can check a message, and the connections that a checked message is for. */
export interface WebhookReceiver {
  connector: Connector;
  targetsOf(event: WebhookEvent): readonly Pick<ConnectionRow, "workspace_id" | "id">[];
}

// A forged message must not make the server open credentials without end.
const mostReceivers = 10;

/** The one connection that the address names, when its token is right; none otherwise. */
export async function addressedReceiver(
  parts: ServerParts,
  address: { platform: string; connectionId: string; token: string },
): Promise<WebhookReceiver[]> {
  const rows = await connectionsOf(parts, address.platform);
  const row = rows.find(({ id, disconnected_at }) => id === address.connectionId && disconnected_at === null);
  if (row === undefined) return [];
  const named = { workspaceId: row.workspace_id, connectionId: row.id };
  if (!parts.webhookAddresses.verify(named, address.token)) return [];
  const receiver = await receiverFor(parts, row, [row]);
  return receiver === null ? [] : [receiver];
}

/**
 * Who can check a message to the platform's common address: the installation's own application, then the connections
 * with credentials of their own. What a demo connection vouches for reaches demo connections only.
 */
export async function commonReceivers(parts: ServerParts, platform: string): Promise<WebhookReceiver[]> {
  const rows = await connectionsOf(parts, platform);
  const real = rows.filter(({ demo }) => !demo);
  const receivers: WebhookReceiver[] = [];
  const application = await applicationReceiver(parts, platform, real);
  if (application !== null) receivers.push(application);
  const active = rows.filter(({ disconnected_at }) => disconnected_at === null);
  for (const row of active.slice(0, mostReceivers)) {
    const siblings = row.demo ? rows.filter(({ demo }) => demo) : real;
    const receiver = await receiverFor(parts, row, siblings);
    if (receiver !== null) receivers.push(receiver);
  }
  return receivers;
}

async function connectionsOf(parts: ServerParts, platform: string): Promise<ConnectionRow[]> {
  return await parts.db.asSystem((tx) =>
    tx.selectFrom("connections").selectAll().where("platform", "=", platform).orderBy("demo").orderBy("id").execute(),
  );
}

async function applicationReceiver(
  parts: ServerParts,
  platform: string,
  rows: readonly ConnectionRow[],
): Promise<WebhookReceiver | null> {
  const application = parts.installation.applications[platform];
  if (application === undefined) return null;
  const connector = await parts.platforms.connector({
    workspaceId: "",
    accountKey: `application:${platform}`,
    platform,
    environment: parts.connectors.get(platform).manifest.environments[0]?.id ?? "production",
    marketplace: null,
    demo: false,
    credentials: application.fields,
  });
  return { connector, targetsOf: (event) => targetsAmong(rows, event) };
}

async function receiverFor(
  parts: ServerParts,
  row: ConnectionRow,
  siblings: readonly ConnectionRow[],
): Promise<WebhookReceiver | null> {
  try {
    const ctx = systemContext(parts, row.workspace_id, "webhook");
    const connector = await openConnector(ctx, row.id);
    return { connector, targetsOf: (event) => targetsAmong(siblings, event) };
  } catch (error) {
    parts.logger.warn({ err: error, connectionId: row.id }, "a connection cannot check webhooks");
    return null;
  }
}

// A deleted account's data is kept by disconnected connections too; hints are for connected ones.
function targetsAmong(rows: readonly ConnectionRow[], event: WebhookEvent): readonly ConnectionRow[] {
  if (event.type === "account-deleted") return rows;
  return rows.filter(({ disconnected_at }) => disconnected_at === null);
}
