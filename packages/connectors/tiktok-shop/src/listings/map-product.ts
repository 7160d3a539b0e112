import type { Listing } from "@counterfoil/core/model";
import type { WireProduct, WireSku } from "../schemas/product.ts";
import { currencyOrNull, money, textOrNull } from "../tiktok-shop-values.ts";

const statuses: Readonly<Record<string, Listing["status"]>> = {
  ACTIVATE: "active",
  DRAFT: "draft",
  PENDING: "draft",
  FAILED: "draft",
  SELLER_DEACTIVATED: "ended",
  PLATFORM_DEACTIVATED: "ended",
  FREEZE: "ended",
  DELETED: "ended",
};

/** One SKU of a product in the common shape; `raw` is the product without its other SKUs. */
export function mapSku(product: WireProduct, sku: WireSku, raw: { product: unknown; sku: unknown }): Listing {
  const quantity = offered(sku);
  const currency = currencyOrNull(sku.price?.currency);
  const status = statuses[product.status?.trim() ?? ""] ?? "unknown";
  const images = (product.main_images ?? []).flatMap(({ urls }) => urls?.[0] ?? []);
  const variation = (sku.sales_attributes ?? []).flatMap(({ name, value_name: value }) => word(name, value));
  return {
    platform: "tiktok-shop",
    reference: {
      externalId: product.id,
      variationId: sku.id,
      sku: textOrNull(sku.seller_sku),
      platformData: {},
    },
    title: textOrNull(product.title) ?? "",
    status: status === "active" && quantity === 0 ? "out_of_stock" : status,
    quantity,
    price: money(sku.price?.sale_price ?? sku.price?.tax_exclusive_price, currency),
    condition: null,
    identifiers: [],
    variation,
    location: null,
    url: null,
    imageUrl: images[0] ?? null,
    imageUrls: images,
    category: categoryOf(product),
    attributes: [
      ...(product.product_attributes ?? []).flatMap(({ name, values }) =>
        (values ?? []).flatMap((value) => word(name, value.name)),
      ),
      ...variation,
    ],
    raw: { ...(raw.product as object), skus: [raw.sku] },
  };
}

/** The chain's last category, with the names of the whole chain. */
function categoryOf({ category_chains: chain }: WireProduct): Listing["category"] {
  const last = chain?.find(({ is_leaf }) => is_leaf === true) ?? chain?.at(-1);
  const id = textOrNull(last?.id);
  const path = (chain ?? []).flatMap(({ local_name }) => textOrNull(local_name) ?? []);
  return id === null && path.length === 0 ? null : { id, path };
}

function word(name: string | null | undefined, value: string | null | undefined): { name: string; value: string }[] {
  return name && value ? [{ name, value }] : [];
}

/** Units for sale over all warehouses; null where TikTok Shop tells of none. */
function offered({ inventory }: WireSku): number | null {
  const known = (inventory ?? []).flatMap(({ quantity }) =>
    quantity === null || quantity === undefined ? [] : [quantity],
  );
  return known.length === 0 ? null : known.reduce((sum, quantity) => sum + quantity, 0);
}
