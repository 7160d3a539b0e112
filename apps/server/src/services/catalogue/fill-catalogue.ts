import { type CatalogueProduct, ConnectorError, type ProductsCapability } from "@counterfoil/connector-kit";
import { claimDueFills, findBarcodesToRead, findNumbersToRead, noteFill } from "@counterfoil/db";
import { requireConnection } from "../connections/connection-rows.ts";
import { recordConnectionFailure } from "../connections/record-outcome.ts";
import type { ServerParts, ServiceContext, Verb } from "../context.ts";
import { cataloguePlatforms, openCatalogue } from "./catalogue-source.ts";
import { readQuestion } from "./read-question.ts";
import { storeProducts } from "./store-products.ts";

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const everyMs = 15 * minuteMs;
const afterTroubleMs = 60 * minuteMs;
const numbersAtOnce = 50;
const mostRounds = 10;
const mostBarcodes = 10;

interface Fill {
  source: string;
  catalogue: ProductsCapability;
  signal: AbortSignal;
}

/**
 * Reads what the catalogue does not know of the stock yet: set numbers fifty a look-up, then barcodes of units without
 * one. It leaves the day's last look-ups to people, and ends where the source says no.
 */
export async function fillCatalogue({
  ctx,
  input: { connectionId, signal },
}: Verb<{ connectionId: string; signal: AbortSignal }>): Promise<void> {
  const { platform } = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  let nextAt = ctx.now().getTime() + everyMs;
  try {
    const fill = { source: platform, catalogue: await openCatalogue(ctx, { connectionId }), signal };
    await fillNumbers(ctx, fill);
    await fillBarcodes(ctx, fill);
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    if (error.code !== "quota_exhausted") await recordConnectionFailure(ctx, connectionId, error);
    nextAt = Math.max(error.resetAt ?? 0, ctx.now().getTime() + afterTroubleMs);
  }
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    noteFill(tx, ctx.workspaceId, { source: platform, at: ctx.now(), next: new Date(nextAt) }),
  );
}

function agesOf(ctx: ServiceContext) {
  const now = ctx.now().getTime();
  return { knownBefore: new Date(now - 30 * dayMs), missedBefore: new Date(now - 7 * dayMs) };
}

async function fillNumbers(ctx: ServiceContext, { source, catalogue, signal }: Fill): Promise<void> {
  for (let round = 0; round < mostRounds && !signal.aborted; round += 1) {
    const numbers = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
      findNumbersToRead(tx, { source, ages: agesOf(ctx), limit: numbersAtOnce }),
    );
    if (numbers.length === 0) return;
    await readNumbers(ctx, { source, catalogue, numbers, options: { urgency: "background", signal } });
  }
}

/** Reads products by their numbers with variant, and writes down which are not known. */
export async function readNumbers(
  ctx: ServiceContext,
  {
    source,
    catalogue,
    numbers,
    options,
  }: {
    source: string;
    catalogue: ProductsCapability;
    numbers: readonly string[];
    options: Parameters<ProductsCapability["findByNumbers"]>[1];
  },
): Promise<CatalogueProduct[]> {
  const products = await catalogue.findByNumbers(numbers, options);
  const found = new Set(products.map(({ number }) => number.toLowerCase()));
  const asked = numbers.map((number) => {
    const question = number.toLowerCase();
    return { kind: "number" as const, question, found: found.has(question) ? 1 : 0 };
  });
  await storeProducts(ctx, { source, products, asked });
  return products;
}

async function fillBarcodes(ctx: ServiceContext, { source, catalogue, signal }: Fill): Promise<void> {
  const barcodes = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    findBarcodesToRead(tx, { source, ages: agesOf(ctx), limit: mostBarcodes }),
  );
  for (const question of barcodes) {
    if (signal.aborted) return;
    const code = readable(question);
    const products = code === null ? [] : await catalogue.findByBarcode(code, { urgency: "background", signal });
    const asked = [{ kind: "barcode" as const, question, found: products.length }];
    await storeProducts(ctx, { source, products, asked });
  }
}

// A misread barcode of stock is not asked for; it stays written down as a miss.
function readable(barcode: string): string | null {
  try {
    return readQuestion(barcode).text;
  } catch {
    return null;
  }
}

/** Starts the rounds that are due, for all workspaces. */
export async function enqueueDueFills(parts: ServerParts): Promise<void> {
  const now = parts.now();
  const platforms = cataloguePlatforms(parts).map(({ platform }) => platform);
  const next = new Date(now.getTime() + everyMs);
  const due = await parts.db.asSystem((tx) => claimDueFills(tx, { platforms, now, next }));
  for (const { workspaceId, connectionId } of due)
    await parts.jobs.enqueue("catalogue.fill", { workspaceId, connectionId }, { singletonKey: connectionId });
}
