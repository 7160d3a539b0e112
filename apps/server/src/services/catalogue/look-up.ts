import { type CatalogueProduct, ConnectorError, type ProductsCapability } from "@counterfoil/connector-kit";
import { type CatalogueProductRow, readCatalogueQuestion } from "@counterfoil/db";
import { z } from "zod";
import { recordConnectionFailure } from "../connections/record-outcome.ts";
import { remedyFor, toServiceError } from "../connector-failure.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { type CatalogueSource, findCatalogueSource, openCatalogue } from "./catalogue-source.ts";
import { findKept, readCurrency } from "./kept-products.ts";
import { type ProductView, productView } from "./product-view.ts";
import { type ProductQuestion, readQuestion } from "./read-question.ts";
import { storeProducts } from "./store-products.ts";

export const lookUpInput = z.object({
  text: z
    .string()
    .overwrite((value) => value.replaceAll("\0", "").trim())
    .min(1, "Type or scan a set number, a barcode or words.")
    .max(200),
  /** Asks the source even where the workspace's own catalogue knows an answer. */
  anew: z.boolean().default(false),
});

/** Why the workspace's own catalogue answered, and not its source. */
export type KeptBecause = "recent" | "used_up" | "unreachable" | "refused" | "not_connected";

/** What was found, and where it comes from. */
export interface LookUpAnswer {
  asked: Pick<ProductQuestion, "kind" | "text">;
  products: ProductView[];
  /** How many the source has in all, where it found more than it gave; null where that is not known. */
  total: number | null;
  /** The source by its name; null where none is connected. */
  source: string | null;
  /** Null: the source itself answered just now. */
  keptBecause: KeptBecause | null;
  /** What the source said when it did not answer, and what can be done. */
  problem: { message: string; remedy: string } | null;
  /** When the source may be asked again, ISO 8601, where the day's look-ups are used up. */
  resetAt: string | null;
  /** When the oldest of what is shown was read, ISO 8601. */
  readAt: string | null;
}

const dayMs = 86_400_000;
const knownForMs = 7 * dayMs;
const missedForMs = dayMs;
const pageSize = 50;
const deadlineMs = 20_000;

/**
 * Finds products by set number, barcode or words. What the workspace's catalogue read in the last days answers at once;
 * else the source is asked, and where it may not or cannot be asked, the catalogue answers again and says so.
 */
export async function lookUpProducts({ ctx, input }: Verb<z.infer<typeof lookUpInput>>): Promise<LookUpAnswer> {
  requireRole(ctx.role, "packer");
  const question = readQuestion(input.text);
  const source = await findCatalogueSource(ctx);
  if (source === null) return await answer(ctx, question, { source, keptBecause: "not_connected" });
  if (!input.anew && (await isKnownWell(ctx, question, source)))
    return await answer(ctx, question, { source, keptBecause: "recent" });
  try {
    const { products, total } = await ask(await openCatalogue(ctx, source), question);
    const asked = [{ kind: question.kind, question: question.key, found: products.length }];
    await storeProducts(ctx, { source: source.platform, products, asked });
    return await answer(ctx, question, { source, keptBecause: null, total, only: idsOf(products) });
  } catch (error) {
    return await answerWithout(ctx, question, { source, error });
  }
}

async function ask(
  catalogue: ProductsCapability,
  { kind, text }: ProductQuestion,
): Promise<{ products: CatalogueProduct[]; total: number | null }> {
  const options = { urgency: "person", deadlineMs } as const;
  if (kind === "barcode") return { products: await catalogue.findByBarcode(text, options), total: null };
  if (kind === "number") {
    const products = await catalogue.findByNumber(text, options);
    // A word may look like a number, as in "R2D2".
    if (products.length > 0 || !/[a-z]/i.test(text)) return { products, total: null };
  }
  for await (const page of catalogue.search(text, null, { ...options, pageSize }))
    return { products: [...page.items], total: page.total };
  return { products: [], total: null };
}

async function isKnownWell(ctx: ServiceContext, question: ProductQuestion, source: CatalogueSource): Promise<boolean> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const now = ctx.now().getTime();
    const { kind, key } = question;
    const before = await readCatalogueQuestion(tx, { source: source.platform, kind, question: key });
    const age = before === null ? Number.POSITIVE_INFINITY : now - before.asked_at.getTime();
    if (before !== null && age < (before.found > 0 ? knownForMs : missedForMs)) return true;
    // Words may have further answers, and a barcode further owners, for as long as they were not asked for themselves.
    if (kind !== "number") return false;
    const kept = await findKept(tx, question);
    return kept.length > 0 && kept.every(({ read_at }) => now - read_at.getTime() < knownForMs);
  });
}

interface AnswerOf {
  source: CatalogueSource | null;
  keptBecause: KeptBecause | null;
  total?: number | null;
  problem?: LookUpAnswer["problem"];
  resetAt?: string | null;
  /** What the source found: its own search sees more than ours. */
  only?: ReadonlySet<string>;
}

async function answer(ctx: ServiceContext, question: ProductQuestion, of: AnswerOf): Promise<LookUpAnswer> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const rows = of.only === undefined ? await findKept(tx, question) : await readOnly(tx, of.only, of.source);
    const currency = await readCurrency(tx);
    const oldest = rows.map(({ read_at }) => read_at.getTime()).sort((a, b) => a - b)[0];
    return {
      asked: { kind: question.kind, text: question.text },
      products: rows.map((row) => productView(row, currency)),
      total: of.total ?? null,
      source: of.source?.name ?? null,
      keptBecause: of.keptBecause,
      problem: of.problem ?? null,
      resetAt: of.resetAt ?? null,
      readAt: oldest === undefined ? null : new Date(oldest).toISOString(),
    };
  });
}

type Tx = Parameters<typeof findKept>[0];

async function readOnly(
  tx: Tx,
  ids: ReadonlySet<string>,
  source: CatalogueSource | null,
): Promise<CatalogueProductRow[]> {
  if (ids.size === 0 || source === null) return [];
  const rows = await tx
    .selectFrom("catalogue_products")
    .selectAll()
    .where("source", "=", source.platform)
    .where("external_id", "in", [...ids])
    .execute();
  const order = [...ids];
  return rows.sort((a, b) => order.indexOf(a.external_id) - order.indexOf(b.external_id));
}

function idsOf(products: readonly CatalogueProduct[]): ReadonlySet<string> {
  return new Set(products.map(({ externalId }) => externalId));
}

const reasons: Readonly<Partial<Record<ConnectorError["code"], KeptBecause>>> = {
  quota_exhausted: "used_up",
  rate_limited: "unreachable",
  unavailable: "unreachable",
  bad_response: "unreachable",
  aborted: "unreachable",
  auth_expired: "refused",
  auth_revoked: "refused",
  permission_denied: "refused",
};

/** The catalogue's answer where the source gave none, with what it said. What was asked wrongly is thrown. */
async function answerWithout(
  ctx: ServiceContext,
  question: ProductQuestion,
  { source, error }: { source: CatalogueSource; error: unknown },
): Promise<LookUpAnswer> {
  const keptBecause = ConnectorError.is(error) ? reasons[error.code] : undefined;
  if (!ConnectorError.is(error) || keptBecause === undefined) throw toServiceError(error);
  if (keptBecause === "refused") await recordConnectionFailure(ctx, source.connectionId, error);
  return await answer(ctx, question, {
    source,
    keptBecause,
    problem: { message: error.message, remedy: remedyFor(error.code) },
    resetAt: error.resetAt === null ? null : new Date(error.resetAt).toISOString(),
  });
}
