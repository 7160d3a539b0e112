import {
  type CallLimits,
  ConnectorError,
  callLimits,
  type FulfillmentCapability,
  type ShipRequest,
} from "@counterfoil/connector-kit";
import type { Shipment } from "@counterfoil/core/model";
import { orderLines } from "../orders/map-order-lines.ts";
import { mapShipments } from "../orders/map-shipments.ts";
import { readOrder } from "../orders/read-order.ts";
import { chooseHandover, handoverBody, readSlots, shipPackage } from "../packages/handover.ts";
import { madePackageSchema } from "../schemas/fulfillment.ts";
import type { WireOrder } from "../schemas/order.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import { textOrNull } from "../tiktok-shop-values.ts";
import { findShipment } from "./match-shipment.ts";
import { planShipment, type ShipmentPlan } from "./plan-shipment.ts";
import { findProvider, type ShippingProvider, type ShippingProviders } from "./shipping-providers.ts";

export interface FulfillmentParts {
  client: TiktokShopClient;
  providers: ShippingProviders;
  now: () => number;
}

/** Shipments. Each is looked for in the order before it is told: TikTok Shop knows no idempotency key. */
export function createFulfillment({ client, providers, now }: FulfillmentParts): FulfillmentCapability {
  const read = async (request: ShipRequest, limits: CallLimits) => {
    const { order } = await readOrder(client, request.orderExternalId, { lane: "send_tracking", limits });
    return { order, existing: findShipment(request, order) };
  };

  return {
    async ship(request, options) {
      const limits = callLimits(options, now);
      const { order, existing } = await read(request, limits);
      if (existing) return existing;
      const { region } = await client.shop(limits);
      const plan = planShipment(request, order, region);
      if (plan.kind === "tiktok-package") return shipByTiktok(client, { plan, request, order, limits });
      const provider = await providerFor(providers, plan, limits);
      const packageId =
        plan.kind === "own-parcel"
          ? await tellOwnParcel(client, { plan, orderId: order.id, provider, limits })
          : await tellOwnPackage(client, { plan, provider, limits });
      return shipmentOf({ plan, order, packageId, carrier: provider.name, request });
    },

    async reconcile(request, options) {
      return (await read(request, callLimits(options, now))).existing;
    },

    async carriers(options) {
      const all = await providers.all(callLimits(options, now));
      return all.map(({ id, name }) => ({ code: id, name }));
    },
  };
}

type OwnPlan = Exclude<ShipmentPlan, { kind: "tiktok-package" }>;
type OwnParcel = Extract<ShipmentPlan, { kind: "own-parcel" }>;
type OwnPackage = Extract<ShipmentPlan, { kind: "own-package" }>;

/** TikTok Shop's id of the carrier. Throws `rejected` that names the carriers to choose from. */
async function providerFor(
  providers: ShippingProviders,
  { carrier, deliveryOptionId }: OwnPlan,
  limits: CallLimits,
): Promise<ShippingProvider> {
  const known = deliveryOptionId ? await providers.ofOption(deliveryOptionId, limits) : await providers.all(limits);
  const found = findProvider(carrier, known);
  if (found) return found;
  // A carrier chosen by its id may carry another id under this order's delivery option.
  const elsewhere = /^\d+$/.test(carrier) ? findProvider(carrier, await providers.all(limits)) : null;
  const byName = elsewhere && findProvider(elsewhere.name, known);
  if (byName) return byName;
  const names = known.map(({ name }) => name).join(", ");
  const message = `TikTok Shop does not know the carrier "${carrier}" for this order. It takes: ${names || "none"}.`;
  throw new ConnectorError({ code: "rejected", message, operation: "ship" });
}

async function tellOwnParcel(
  client: TiktokShopClient,
  parcel: { plan: OwnParcel; orderId: string; provider: ShippingProvider; limits: CallLimits },
): Promise<string | null> {
  const { plan, orderId, provider, limits } = parcel;
  const operation = "POST /fulfillment/202309/orders/{order_id}/packages";
  const data = await client.call(
    {
      operation,
      lane: "send_tracking",
      effect: "write",
      path: `/fulfillment/202309/orders/${encodeURIComponent(orderId)}/packages`,
      json: {
        order_line_item_ids: plan.units.map(({ id }) => id),
        shipping_provider_id: provider.id,
        tracking_number: plan.trackingNumber,
      },
      data: madePackageSchema,
    },
    limits,
  );
  const warning = textOrNull(data?.warning?.message);
  if (warning) client.note(operation, warning);
  return data?.package_id ?? null;
}

async function tellOwnPackage(
  client: TiktokShopClient,
  { plan, provider, limits }: { plan: OwnPackage; provider: ShippingProvider; limits: CallLimits },
): Promise<string> {
  const selfShipment = { tracking_number: plan.trackingNumber, shipping_provider_id: provider.id };
  await shipPackage(client, { packageId: plan.packageId, body: { self_shipment: selfShipment } }, limits);
  return plan.packageId;
}

/** Hands a package to TikTok Shop's carrier, then reads back which carrier and number it has. */
async function shipByTiktok(
  client: TiktokShopClient,
  parcel: {
    plan: Extract<ShipmentPlan, { kind: "tiktok-package" }>;
    request: ShipRequest;
    order: WireOrder;
    limits: CallLimits;
  },
): Promise<Shipment> {
  const { plan, request, order, limits } = parcel;
  const { packageId } = plan;
  const handover = chooseHandover(await readSlots(client, packageId, limits));
  await shipPackage(client, { packageId, body: handoverBody(handover) }, limits);
  try {
    const after = await readOrder(client, order.id, { lane: "send_tracking", limits });
    const made = mapShipments(after.order).find(({ externalId }) => externalId === packageId);
    if (made) return made;
  } catch (error) {
    // It is shipped, whatever became of reading it back.
    if (!ConnectorError.is(error)) throw error;
  }
  return shipmentOf({ plan, order, packageId, carrier: null, request });
}

function shipmentOf(made: {
  plan: ShipmentPlan;
  order: WireOrder;
  packageId: string | null;
  carrier: string | null;
  request: ShipRequest;
}): Shipment {
  const { plan, order, packageId, carrier, request } = made;
  const shipped = new Set(plan.units.map(({ id }) => id));
  return {
    externalId: packageId,
    carrier,
    trackingNumber: plan.kind === "tiktok-package" ? null : plan.trackingNumber,
    shippedAt: request.shippedAt,
    lines: orderLines(order)
      .map((line) => ({
        lineExternalId: line.externalId,
        quantity: line.units.filter(({ id }) => shipped.has(id)).length,
      }))
      .filter(({ quantity }) => quantity > 0),
  };
}
