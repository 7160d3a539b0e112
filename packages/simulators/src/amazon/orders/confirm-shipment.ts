import { z } from "zod";
import type { Order, OrderPackage } from "../amazon-entities.ts";
import { AmazonRefusal, invalidInput } from "../amazon-errors.ts";
import { shippingRoles } from "../amazon-roles.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { readJson, type SellerOperation } from "../operation.ts";
import { ownOrder } from "./order-operations.ts";
import { isPending, openOf, statusOf } from "./order-state.ts";
import { putPackage } from "./shipments.ts";

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const text = z.string().min(1);
const bodySchema = z.object({
  marketplaceId: text,
  codCollectionMethod: z.literal("DirectPayment").optional(),
  packageDetail: z.object({
    packageReferenceId: z.string(),
    carrierCode: text,
    carrierName: z.string().optional(),
    shippingMethod: z.string().optional(),
    trackingNumber: text,
    shipDate: z.string(),
    shipFromSupplySourceId: z.string().optional(),
    orderItems: z
      .array(
        z.object({
          orderItemId: text,
          quantity: z.number().int().min(1),
          transparencyCodes: z.array(z.string()).optional(),
        }),
      )
      .min(1),
  }),
});
type PackageDetail = z.output<typeof bodySchema>["packageDetail"];

/** Orders v0 `confirmShipment`: the one write of that version that stays. */
export function shippingOperations(world: AmazonWorld): SellerOperation[] {
  return [
    {
      operation: "confirmShipment",
      method: "POST",
      path: "/orders/v0/orders/:orderId/shipmentConfirmation",
      roles: shippingRoles,
      async handle(c, { seller }) {
        const order = ownOrder(world, c, seller);
        const body = bodySchema.safeParse(await readJson(c));
        if (!body.success) throw invalidInput("Invalid Input", z.prettifyError(body.error));
        const { marketplaceId, packageDetail } = body.data;
        checkDetail(packageDetail);
        checkOrder(order, marketplaceId);
        checkLines(order, packageDetail);
        putPackage(world, order, packageFrom(world, packageDetail), "api");
        return c.body(null, 204);
      },
    },
  ];
}

function checkDetail({ packageReferenceId, carrierCode, carrierName, shipDate }: PackageDetail) {
  if (!/^0*[1-9]\d*$/.test(packageReferenceId)) {
    throw invalidInput("PackageReferenceId: is invalid, must be a positive numeric value.");
  }
  if (!DATE_TIME.test(shipDate) || Number.isNaN(Date.parse(shipDate))) {
    throw new AmazonRefusal(400, { code: "Invalid Input", message: "Invalid Input" });
  }
  if (carrierCode === "Other" && (carrierName ?? "") === "") {
    throw invalidInput("Invalid Input", "carrierName is required when carrierCode is Other");
  }
}

function checkOrder(order: Order, marketplaceId: string) {
  if (order.marketplaceId !== marketplaceId) {
    throw invalidInput("Invalid Input", "The order is not of that marketplace");
  }
  const refused =
    order.fulfilledBy === "AMAZON" ||
    order.programs.includes("FBM_SHIP_PLUS") ||
    isPending(order) ||
    ["CANCELLED", "UNFULFILLABLE"].includes(statusOf(order));
  if (refused) throw invalidInput("Invalid Input", "The shipment of this order cannot be confirmed");
}

// A parcel of the same reference is edited: its own units are free again.
function checkLines(order: Order, { packageReferenceId, orderItems }: PackageDetail) {
  const edited = order.packages.find((parcel) => parcel.packageReferenceId === packageReferenceId);
  for (const { orderItemId, quantity } of orderItems) {
    const line = order.lines.find((known) => known.orderItemId === orderItemId);
    if (line === undefined) throw invalidInput("Invalid Input", `The order has no item ${orderItemId}`);
    const own = edited?.lines.find((known) => known.orderItemId === orderItemId)?.quantity ?? 0;
    if (quantity > openOf(order, line) + own) {
      throw invalidInput(
        "Failed to create package due to not finding a matching package or order already fulfilled",
        "PackageToUpdateNotFound",
      );
    }
  }
}

function packageFrom(world: AmazonWorld, detail: PackageDetail): OrderPackage {
  return {
    packageReferenceId: detail.packageReferenceId,
    carrier: detail.carrierCode,
    carrierName: detail.carrierName ?? null,
    shippingService: detail.shippingMethod ?? null,
    trackingNumber: detail.trackingNumber,
    shippedAt: Date.parse(detail.shipDate),
    createdAt: world.clock.milliseconds(),
    status: "SHIPPED",
    lines: detail.orderItems.map(({ orderItemId, quantity }) => ({ orderItemId, quantity })),
  };
}
