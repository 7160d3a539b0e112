import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { listQuery, pageOf } from "../paging.ts";
import { readBody, readQuery } from "../read-body.ts";
import type { Package } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { viewFoundPackage, viewPackage } from "./package-view.ts";
import { orderOfPackage, packageOf } from "./packages.ts";

const SCOPE = "seller.fulfillment.basic";
const time = z.number().int().nonnegative().optional();
const filterSchema = z.object({
  create_time_ge: time,
  create_time_lt: time,
  update_time_ge: time,
  update_time_lt: time,
  package_status: z.enum(["PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED"]).optional(),
});
const searchQuery = listQuery(50, ["create_time", "update_time", "order_pay_time"]);
const HOUR = 3600;

/** Package search and detail, pick-up slots, tracking events. */
export function packageOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "SearchPackage",
      method: "POST",
      paths: ["/fulfillment/202309/packages/search"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const query = readQuery(c, searchQuery);
        const filter = await readBody(c, filterSchema);
        const { rows, ...rest } = pageOf(c, {
          rows: world.packages.where((pack) => pack.shopId === shop.id && matches(pack, filter)),
          positionOf: (pack) => [query.sort_field === "update_time" ? pack.updateTime : pack.createTime, pack.id],
          descending: query.sort_order === "DESC",
          pageSize: query.page_size,
          parameters: [shop.id, filter, query.page_size, query.sort_field, query.sort_order],
        });
        return ok(world, c, {
          ...rest,
          packages: rows.map((pack) => viewFoundPackage(orderOfPackage(world, pack), pack)),
        });
      },
    },
    {
      operation: "GetPackageDetail",
      method: "GET",
      paths: ["/fulfillment/202309/packages/:packageId"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        const pack = packageOf(world, shop, c.req.param("packageId") ?? "");
        return ok(world, c, viewPackage(world, orderOfPackage(world, pack), pack));
      },
    },
    {
      operation: "GetPackageHandoverTimeSlots",
      method: "GET",
      paths: ["/fulfillment/202309/packages/:packageId/handover_time_slots"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        packageOf(world, shop, c.req.param("packageId") ?? "");
        return ok(world, c, {
          can_drop_off: true,
          can_pickup: true,
          can_van_collection: false,
          drop_off_point_url: "",
          pickup_slots: slots(world),
        });
      },
    },
    {
      operation: "GetTracking",
      method: "GET",
      paths: ["/fulfillment/202309/orders/:orderId/tracking"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        const orderId = c.req.param("orderId") ?? "";
        const packages = world.packages.where((pack) => pack.shopId === shop.id && pack.orderId === orderId);
        const tracking = packages.flatMap(eventsOf).sort((a, b) => b.update_time_millis - a.update_time_millis);
        return ok(world, c, { tracking });
      },
    },
  ];
}

/** The next pick-up times; `avaliable` is how the field is really spelt. */
export function slots(world: TiktokShopWorld) {
  const first = Math.ceil(world.seconds() / HOUR) * HOUR + 2 * HOUR;
  return [0, 4, 24].map((hours) => ({
    avaliable: hours !== 4,
    start_time: first + hours * HOUR,
    end_time: first + (hours + 4) * HOUR,
  }));
}

function eventsOf({ shippedTime, collectedTime, deliveredTime }: Package) {
  const events: [string, number | null][] = [
    ["Your package was delivered!", deliveredTime],
    ["Your package is on its way", collectedTime],
    ["The seller has prepared your package", shippedTime],
  ];
  return events.flatMap(([description, time]) =>
    time === null ? [] : [{ description, update_time_millis: time * 1000 }],
  );
}

function matches(pack: Package, filter: z.output<typeof filterSchema>): boolean {
  const inside = (value: number, from: number | undefined, to: number | undefined) =>
    (from === undefined || value >= from) && (to === undefined || value < to);
  return (
    inside(pack.createTime, filter.create_time_ge, filter.create_time_lt) &&
    inside(pack.updateTime, filter.update_time_ge, filter.update_time_lt) &&
    (filter.package_status === undefined || pack.status === filter.package_status)
  );
}
