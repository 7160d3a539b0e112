import { changedFields, type ProductField } from "@counterfoil/core/products";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { type Composition, composePage, contentOf } from "../products/compose-products.ts";

/** A product that applying the mapping would change. */
export interface MappingChange {
  productId: string;
  title: string;
  changes: { field: ProductField; before: string | null; after: string | null }[];
}

export interface MappingPreview {
  /** How many products there are, and how many of them would change. */
  products: number;
  changed: number;
  /** The first of them. */
  examples: MappingChange[];
}

const examplesShown = 20;

/** What applying the mapping to the present listings would change. Changes nothing. */
export async function previewMapping({ ctx }: Pick<Verb<void>, "ctx">): Promise<MappingPreview> {
  let [products, changed, after]: [number, number, string | null] = [0, 0, null];
  const examples: MappingChange[] = [];
  do {
    const from = after;
    const page: { compositions: Composition[]; after: string | null } = await ctx.db.inWorkspace(
      ctx.workspaceId,
      (tx) => composePage(tx, { after: from, which: "all", lock: false }),
    );
    const changes = page.compositions.flatMap(changeOf);
    products += page.compositions.length;
    changed += changes.length;
    examples.push(...changes.slice(0, examplesShown - examples.length));
    after = page.after;
  } while (after !== null);
  return { products, changed, examples };
}

function changeOf({ before, after }: Composition): MappingChange[] {
  const known = contentOf(before);
  const fields = changedFields(known, after);
  if (fields.length === 0) return [];
  const changes = fields.map((field) => ({ field, before: textOf(known[field]), after: textOf(after[field]) }));
  return [{ productId: before.id, title: before.title, changes }];
}

function textOf(value: string | null | readonly { name: string; value: string }[]): string | null {
  if (value === null || typeof value === "string") return value;
  return value.map(({ name, value: word }) => `${name}: ${word}`).join(", ");
}

/** Has every product made anew in the background, by the mapping as it is now. What a person edited stays. */
export async function applyMapping({ ctx }: Pick<Verb<void>, "ctx">): Promise<{ ok: true }> {
  const { workspaceId } = ctx;
  await ctx.db.inWorkspace(workspaceId, (tx) =>
    writeAudit(tx, ctx, {
      ...{ action: "mapping-applied", subjectType: "workspace", subjectId: workspaceId },
      text: "Applied the mapping of categories and attributes to all products.",
    }),
  );
  await ctx.jobs.enqueue("products.map", { workspaceId, which: "all" }, { singletonKey: `${workspaceId} all` });
  return { ok: true };
}
