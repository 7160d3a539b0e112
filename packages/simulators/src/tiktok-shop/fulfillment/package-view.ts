import { viewPackageAddress } from "../orders/order-address.ts";
import type { Order, Package } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

/** A package as search gives it. */
export function viewFoundPackage(order: Order, pack: Package) {
  return {
    id: pack.id,
    status: pack.status,
    ...common(order, pack),
  };
}

/** A package as detail gives it: the same things under other names, and more. */
export function viewPackage(world: TiktokShopWorld, order: Order, pack: Package) {
  const address = viewPackageAddress(order, world.shops.get(order.shopId)?.region ?? "GB");
  const option = world.deliveryOptions.get(order.deliveryOptionId);
  return {
    package_id: pack.id,
    package_status: pack.status,
    ...common(order, pack),
    shipping_type: order.shippingType,
    delivery_option_id: order.deliveryOptionId,
    delivery_option_name: option?.name ?? "",
    ...(pack.handoverMethod !== null && { handover_method: pack.handoverMethod }),
    ...(pack.pickupSlot !== null && { pickup_slot: pack.pickupSlot }),
    ...(address !== undefined && { recipient_address: address }),
    has_multi_skus: new Set(order.lines.map(({ skuId }) => skuId)).size > 1,
    note_tag: order.buyerMessage === "" ? "BUYER_UNNOTED" : "BUYER_NOTED",
    split_and_combine_tag: pack.lineIds.length < order.lines.length ? "SPLIT" : "DEFAULT",
  };
}

function common(order: Order, pack: Package) {
  const { trackingNumber, providerId, providerName } = pack;
  return {
    create_time: pack.createTime,
    update_time: pack.updateTime,
    order_line_item_ids: pack.lineIds,
    orders: [{ id: order.id, skus: skusOf(order, pack) }],
    ...(trackingNumber !== "" && { tracking_number: trackingNumber }),
    ...(providerId !== "" && { shipping_provider_id: providerId, shipping_provider_name: providerName }),
  };
}

function skusOf(order: Order, pack: Package) {
  const lines = order.lines.filter(({ id }) => pack.lineIds.includes(id));
  const ids = [...new Set(lines.map(({ skuId }) => skuId))];
  return ids.map((id) => {
    const ofSku = lines.filter(({ skuId }) => skuId === id);
    return { id, name: ofSku[0]?.skuName ?? "", quantity: ofSku.length };
  });
}
