import type { ProductsCapability } from "@counterfoil/connector-kit";
import { listConnectionRows } from "../connections/connection-rows.ts";
import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext } from "../context.ts";
import { unavailable } from "../service-error.ts";

/** The connected platform that answers what a product is. */
export interface CatalogueSource {
  connectionId: string;
  platform: string;
  /** As people call it, such as Brickset. */
  name: string;
}

/** Platforms that look products up. */
export function cataloguePlatforms(ctx: Pick<ServiceContext, "connectors">): { platform: string; name: string }[] {
  return ctx.connectors
    .all()
    .filter(({ manifest }) => manifest.capabilities.products === true)
    .map(({ manifest: { platform, name } }) => ({ platform, name }));
}

/** The workspace's catalogue; null where none is connected. */
export async function findCatalogueSource(ctx: ServiceContext): Promise<CatalogueSource | null> {
  const platforms = cataloguePlatforms(ctx);
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, listConnectionRows);
  for (const row of rows) {
    const known = platforms.find(({ platform }) => platform === row.platform);
    if (known && row.disconnected_at === null) return { connectionId: row.id, ...known };
  }
  return null;
}

/** The look-ups of a connection. Throws `unavailable` where its platform has none. */
export async function openCatalogue(
  ctx: ServiceContext,
  { connectionId }: Pick<CatalogueSource, "connectionId">,
): Promise<ProductsCapability> {
  const { products } = await openConnector(ctx, connectionId);
  if (products === undefined) throw unavailable("This platform does not look products up.");
  return products;
}
