import type { ShippingProvider } from "@counterfoil/connector-kit";
import type { ConnectionRow, Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { listConnectionRows } from "../connections/connection-rows.ts";
import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext } from "../context.ts";
import { invalid } from "../service-error.ts";

/** A provider of postage, ready to be called. */
export interface OpenProvider {
  connectionId: string;
  name: string;
  shipping: ShippingProvider;
}

/** The workspace's connection that sells postage; null where there is none. */
export async function findProvider(tx: Transaction<Database>, ctx: ServiceContext): Promise<ConnectionRow | null> {
  const rows = await listConnectionRows(tx);
  const sells = new Set(
    ctx.connectors.all().flatMap(({ manifest }) => (manifest.capabilities.shipping ? [manifest.platform] : [])),
  );
  return rows.find((row) => row.disconnected_at === null && sells.has(row.platform)) ?? null;
}

/** Opens the provider of postage. Throws `invalid` where none is connected. */
export async function openProvider(ctx: ServiceContext, connectionId: string | null = null): Promise<OpenProvider> {
  const id = connectionId ?? (await ctx.db.inWorkspace(ctx.workspaceId, (tx) => findProvider(tx, ctx)))?.id;
  if (id === undefined) throw none();
  const connector = await openConnector(ctx, id);
  if (connector.shipping === undefined) throw none();
  return { connectionId: id, name: connector.manifest.name, shipping: connector.shipping };
}

function none() {
  return invalid("No provider of postage is connected. Connect EasyPost on the Integrations page.");
}
