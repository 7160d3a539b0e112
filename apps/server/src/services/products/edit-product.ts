import { listingAttributeSchema } from "@counterfoil/core/model";
import { changedFields, type ProductContent, type ProductField, productFields } from "@counterfoil/core/products";
import { markProductDue, type ProductRow } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";
import { contentOf } from "./compose-products.ts";
import { requestProducts } from "./request-products.ts";

const word = z.string().trim().min(1).max(120);

export const editProductInput = z.object({
  productId: z.uuid(),
  /** What a person says of the product; from then on no sync changes these fields. */
  set: z
    .object({
      title: z.string().trim().min(1).max(300).optional(),
      brand: word.nullable().optional(),
      category: word.nullable().optional(),
      attributes: z.array(listingAttributeSchema).max(100).optional(),
      imageUrl: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .nullable()
        .optional(),
    })
    .default({}),
  /** Fields that follow the platforms again. */
  follow: z.array(z.enum(productFields)).max(productFields.length).default([]),
});

/** Sets fields of a product by hand, or lets them follow the platforms again. */
export async function editProduct({ ctx, input }: Verb<z.infer<typeof editProductInput>>): Promise<{ ok: true }> {
  const { productId, set, follow } = input;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const product = await tx
      .selectFrom("products")
      .selectAll()
      .where("id", "=", productId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (product === undefined) throw notFound("The product");
    const after = merged(product, set);
    const said = productFields.filter((field) => set[field] !== undefined);
    const edited = editedAfter(product, { said, follow });
    await tx
      .updateTable("products")
      .set({
        ...{ title: after.title, brand: after.brand, category: after.category, image_url: after.imageUrl },
        ...{ attributes: JSON.stringify(after.attributes), edited: JSON.stringify(edited), updated_at: ctx.now() },
      })
      .where("id", "=", productId)
      .execute();
    if (follow.length > 0) await markProductDue(tx, productId);
    await writeAudit(tx, ctx, {
      ...{ action: "product-edited", subjectType: "product", subjectId: productId },
      text: `Edited the product "${after.title}".`,
      detail: { changed: changedFields(contentOf(product), after), follow },
    });
  });
  if (follow.length > 0) await requestProducts(ctx);
  ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
  return { ok: true };
}

function merged(product: ProductRow, set: z.infer<typeof editProductInput>["set"]): ProductContent {
  const known = contentOf(product);
  const { title, brand, category, attributes, imageUrl } = set;
  return {
    title: title ?? known.title,
    brand: brand === undefined ? known.brand : brand,
    category: category === undefined ? known.category : category,
    attributes: attributes ?? known.attributes,
    imageUrl: imageUrl === undefined ? known.imageUrl : imageUrl,
  };
}

function editedAfter(
  { edited }: ProductRow,
  { said, follow }: { said: readonly ProductField[]; follow: readonly ProductField[] },
): ProductField[] {
  return productFields.filter((field) => !follow.includes(field) && (edited.includes(field) || said.includes(field)));
}
