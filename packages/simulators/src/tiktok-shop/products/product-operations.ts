import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { listQuery, pageOf } from "../paging.ts";
import { readBody, readQuery } from "../read-body.ts";
import { regionOf } from "../regions.ts";
import type { Product, ProductStatus, Shop } from "../tiktok-shop-entities.ts";
import { goods, rule } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { setProductStatus } from "./product-status.ts";
import { viewFoundProduct, viewProduct } from "./product-view.ts";

const READ = "seller.product.basic";
const WRITE = "seller.product.write";
const time = z.number().int().nonnegative().optional();
const productStatuses = [
  "ALL",
  "DRAFT",
  "PENDING",
  "FAILED",
  "ACTIVATE",
  "SELLER_DEACTIVATED",
  "PLATFORM_DEACTIVATED",
  "FREEZE",
  "DELETED",
] as const;
// Times end in `_le` here, where orders have `_lt`: both ends are included.
const filterSchema = z.object({
  status: z.enum(productStatuses).default("ALL"),
  seller_skus: z.array(z.string()).optional(),
  sku_ids: z.array(z.string()).max(10).optional(),
  create_time_ge: time,
  create_time_le: time,
  update_time_ge: time,
  update_time_le: time,
});
const searchQuery = listQuery(100, ["update_time"]);
const idsSchema = z.object({ product_ids: z.array(z.string()).min(1).max(20) });
const activatable: readonly ProductStatus[] = ["DRAFT", "SELLER_DEACTIVATED", "FAILED", "ACTIVATE"];

/** Product search and detail, showing and hiding. */
export function productOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "SearchProducts",
      method: "POST",
      paths: ["202502", "202312", "202309"].map((version) => `/product/${version}/products/search`),
      scope: READ,
      about: "shop",
      async handle(c, shop) {
        const query = readQuery(c, searchQuery);
        const filter = await readBody(c, filterSchema);
        const { rows, ...rest } = pageOf(c, {
          rows: world.products.where((product) => product.shopId === shop.id && matches(product, filter)),
          positionOf: ({ id, createTime }) => [createTime, id],
          descending: true,
          pageSize: query.page_size,
          parameters: [shop.id, filter, query.page_size],
        });
        const region = regionOf(shop.region);
        return ok(world, c, { ...rest, products: rows.map((product) => viewFoundProduct(product, region)) });
      },
    },
    {
      operation: "GetProduct",
      method: "GET",
      paths: ["/product/202309/products/:productId"],
      scope: READ,
      about: "shop",
      handle(c, shop) {
        const product = productOf(world, shop, c.req.param("productId") ?? "");
        return ok(world, c, viewProduct(product, regionOf(shop.region)));
      },
    },
    showing(world, { operation: "ActivateProduct", verb: "activate", from: activatable, to: "ACTIVATE" }),
    showing(world, {
      operation: "DeactivateProducts",
      verb: "deactivate",
      from: ["ACTIVATE"],
      to: "SELLER_DEACTIVATED",
    }),
  ];
}

function showing(
  world: TiktokShopWorld,
  { operation, verb, from, to }: { operation: string; verb: string; from: readonly ProductStatus[]; to: ProductStatus },
): TiktokShopOperation {
  return {
    operation,
    method: "POST",
    paths: [`/product/202309/products/${verb}`],
    scope: WRITE,
    about: "shop",
    async handle(c, shop) {
      const { product_ids } = await readBody(c, idsSchema);
      const [code, message] = goods.badStatus;
      const errors = product_ids.flatMap((id) => {
        const product = world.products.get(id);
        if (product?.shopId !== shop.id || !from.includes(product.status)) {
          return [{ code, message, detail: { product_id: id } }];
        }
        setProductStatus(world, product, to);
        return [];
      });
      return ok(world, c, errors.length === 0 ? {} : { errors });
    },
  };
}

/** The shop's product of that id. */
export function productOf(world: TiktokShopWorld, shop: Shop, id: string): Product {
  if (!/^\d+$/.test(id)) throw rule(...goods.badProductId);
  const product = world.products.get(id);
  if (product?.shopId !== shop.id) throw rule(...goods.foreignProduct);
  return product;
}

function matches(product: Product, filter: z.output<typeof filterSchema>): boolean {
  const inside = (value: number, from: number | undefined, to: number | undefined) =>
    (from === undefined || value >= from) && (to === undefined || value <= to);
  const named = (wanted: readonly string[] | undefined, of: (sku: Product["skus"][number]) => string) =>
    wanted === undefined || product.skus.some((sku) => wanted.includes(of(sku)));
  return (
    (filter.status === "ALL" ? product.status !== "DELETED" : product.status === filter.status) &&
    inside(product.createTime, filter.create_time_ge, filter.create_time_le) &&
    inside(product.updateTime, filter.update_time_ge, filter.update_time_le) &&
    named(filter.seller_skus, ({ sellerSku }) => sellerSku) &&
    named(filter.sku_ids, ({ id }) => id)
  );
}
