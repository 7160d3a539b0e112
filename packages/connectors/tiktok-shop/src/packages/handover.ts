import type { CallLimits } from "@counterfoil/connector-kit";
import { anyAnswerData } from "../schemas/envelope.ts";
import { handoverSlotsSchema, type WireHandoverSlots } from "../schemas/fulfillment.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";

/** How a package goes to TikTok Shop's carrier. Times are Unix seconds. */
export type Handover = { method: "DROP_OFF" } | { method: "PICKUP"; slot: { start: number; end: number } };

/** Body of shipping one package. */
export interface ShipPackageBody {
  handover_method?: string;
  pickup_slot?: { start_time: number; end_time: number };
  self_shipment?: { tracking_number: string; shipping_provider_id: string };
}

export async function readSlots(
  client: TiktokShopClient,
  packageId: string,
  limits: CallLimits,
): Promise<WireHandoverSlots> {
  return client.call(
    {
      operation: "GET /fulfillment/202309/packages/{package_id}/handover_time_slots",
      lane: "send_tracking",
      path: `/fulfillment/202309/packages/${encodeURIComponent(packageId)}/handover_time_slots`,
      data: handoverSlotsSchema,
    },
    limits,
  );
}

/** Dropping off where that is possible, else the first free pick-up; null leaves the choice to TikTok Shop. */
export function chooseHandover(slots: WireHandoverSlots): Handover | null {
  if (slots.can_drop_off === true) return { method: "DROP_OFF" };
  const free = (slots.pickup_slots ?? []).filter(({ avaliable }) => avaliable !== false);
  const [first] = [...free].sort((a, b) => a.start_time - b.start_time);
  if (slots.can_pickup !== true || !first) return null;
  return { method: "PICKUP", slot: { start: first.start_time, end: first.end_time } };
}

export function handoverBody(handover: Handover | null): ShipPackageBody {
  if (handover === null) return {};
  if (handover.method === "DROP_OFF") return { handover_method: "DROP_OFF" };
  const { start, end } = handover.slot;
  return { handover_method: "PICKUP", pickup_slot: { start_time: start, end_time: end } };
}

/** Ships one package as it is. */
export async function shipPackage(
  client: TiktokShopClient,
  { packageId, body }: { packageId: string; body: ShipPackageBody },
  limits: CallLimits,
): Promise<void> {
  await client.call(
    {
      operation: "POST /fulfillment/202309/packages/{package_id}/ship",
      lane: "send_tracking",
      effect: "write",
      path: `/fulfillment/202309/packages/${encodeURIComponent(packageId)}/ship`,
      // An empty filter is sent as no body at all: whether `{}` is signed is told differently.
      ...(Object.keys(body).length > 0 && { json: body }),
      data: anyAnswerData,
    },
    limits,
  );
}
