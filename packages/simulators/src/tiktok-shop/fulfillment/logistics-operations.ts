import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { regionOf } from "../regions.ts";
import type { Shop, Warehouse } from "../tiktok-shop-entities.ts";
import { badParameter } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

const SCOPE = "seller.logistics";

/** Warehouses, their delivery options, and the carriers of each option. */
export function logisticsOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "GetWarehouseList",
      method: "GET",
      paths: ["/logistics/202309/warehouses"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        const rows = world.warehouses.where(({ shopId }) => shopId === shop.id);
        return ok(world, c, { warehouses: rows.map((row) => viewWarehouse(shop, row)) });
      },
    },
    {
      operation: "GetWarehouseDeliveryOptions",
      method: "GET",
      paths: ["/logistics/202309/warehouses/:warehouseId/delivery_options"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        const warehouse = world.warehouses.get(c.req.param("warehouseId") ?? "");
        if (warehouse?.shopId !== shop.id) throw badParameter("Invalid request. The param warehouse_id is invalid.");
        const options = world.deliveryOptions.where(({ shopId }) => shopId === shop.id);
        return ok(world, c, {
          delivery_options: options.map(({ id, name, type }) => ({ id, name, type, description: name })),
        });
      },
    },
    {
      operation: "GetShippingProviders",
      method: "GET",
      paths: ["/logistics/202309/delivery_options/:optionId/shipping_providers"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        const option = world.deliveryOptions.get(c.req.param("optionId") ?? "");
        if (option?.shopId !== shop.id) throw badParameter("Invalid request. The param delivery_option_id is invalid.");
        return ok(world, c, { shipping_providers: option.providers });
      },
    },
  ];
}

// `distict` is how the field is really spelt.
function viewWarehouse(shop: Shop, row: Warehouse) {
  const region = regionOf(shop.region);
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    sub_type: row.subType,
    effect_status: row.effectStatus,
    is_default: row.isDefault,
    address: {
      region: region.name,
      region_code: region.code,
      state: "",
      city: row.city,
      distict: "",
      town: "",
      postal_code: row.postalCode,
      full_address: `${row.name}, ${row.city}, ${row.postalCode}`,
      contact_person: shop.name,
      phone_number: "016****0123",
    },
  };
}
