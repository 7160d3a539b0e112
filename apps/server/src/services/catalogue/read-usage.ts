import { ConnectorError, type ProductUsage } from "@counterfoil/connector-kit";
import type { ServiceContext, Verb } from "../context.ts";
import { type CatalogueSource, findCatalogueSource, openCatalogue } from "./catalogue-source.ts";

/** How much of the day's look-ups is used, and how much the workspace's own catalogue knows. */
export interface CatalogueUsage {
  /** The source by its name and platform; null where none is connected. */
  source: { name: string; platform: string } | null;
  /** Null where the source cannot be asked now; `problem` says why. */
  today: Omit<ProductUsage, "days"> | null;
  problem: string | null;
  /** Products that are kept. */
  known: number;
  /** When the last round in the background ended, ISO 8601. */
  filledAt: string | null;
}

const deadlineMs = 10_000;

/** Reads it; asking for the usage costs no look-up. */
export async function readCatalogueUsage({ ctx }: Pick<Verb<void>, "ctx">): Promise<CatalogueUsage> {
  const source = await findCatalogueSource(ctx);
  const kept = await readKept(ctx, source);
  if (source === null) return { source: null, today: null, problem: null, ...kept };
  const { name, platform } = source;
  try {
    const { days: _days, ...today } = await (await openCatalogue(ctx, source)).usage({ deadlineMs });
    return { source: { name, platform }, today, problem: null, ...kept };
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    return { source: { name, platform }, today: null, problem: error.message, ...kept };
  }
}

async function readKept(
  ctx: ServiceContext,
  source: CatalogueSource | null,
): Promise<Pick<CatalogueUsage, "known" | "filledAt">> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const { known } = await tx
      .selectFrom("catalogue_products")
      .select((eb) => eb.fn.countAll<number>().as("known"))
      .executeTakeFirstOrThrow();
    const filled = await tx
      .selectFrom("catalogue_sources")
      .select("filled_at")
      .where("source", "=", source?.platform ?? "")
      .executeTakeFirst();
    return { known: Number(known), filledAt: filled?.filled_at?.toISOString() ?? null };
  });
}
