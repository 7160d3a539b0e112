import type { Sandbox } from "@counterfoil/simulators";
import type { DeskUser } from "./desk-set-up.ts";
import { mistyped, royalMailNumber } from "./parcels.ts";

/** An order that may be sent, as the list hands it over. */
export type Sendable = Awaited<ReturnType<DeskUser["client"]["orders"]["sendable"]["query"]>>[number];

/** A parcel as it is typed. */
export interface Parcel {
  trackingNumber: string;
  carrier: string;
}

/** Whether TikTok Shop's own courier takes the parcel: only once its label was made there. */
export function isLeftForCourier({ tiktokShop }: Sandbox, { platform, platformOrderId }: Sendable): boolean {
  return (
    platform === "tiktok-shop" &&
    tiktokShop.world.orders.find(({ id }) => id === platformOrderId)?.shippingType === "TIKTOK"
  );
}

/** Whether Flipkart's courier collects the parcel and gives it its number. */
function isCollected({ flipkart }: Sandbox, { platform, platformOrderId }: Sendable): boolean {
  if (platform !== "flipkart") return false;
  return flipkart.world.shipments
    .all()
    .some((parcel) => parcel.orderId === platformOrderId && parcel.shipmentType !== "SELF");
}

/** The right parcel of an order where no label was bought, by the carriers that its platform knows. */
export function typedParcel(sandbox: Sandbox, order: Sendable, serial: number): Parcel {
  if (isCollected(sandbox, order)) return { trackingNumber: "", carrier: "" };
  if (order.platform === "flipkart") return { trackingNumber: String(10_000_000_000 + serial), carrier: "Delhivery" };
  return { trackingNumber: royalMailNumber(10_000 + serial), carrier: "Royal Mail" };
}

/** Five ways to get a parcel wrong, each on another platform. */
export const faults: readonly { platform: string; says: RegExp; spoil: (parcel: Parcel) => Parcel }[] = [
  {
    platform: "ebay",
    says: /check digit/,
    spoil: (parcel) => ({ ...parcel, trackingNumber: mistyped(parcel.trackingNumber) }),
  },
  { platform: "amazon", says: /without a tracking number/, spoil: (parcel) => ({ ...parcel, trackingNumber: "" }) },
  {
    platform: "tiktok-shop",
    says: /does not know the carrier/,
    spoil: (parcel) => ({ ...parcel, carrier: "Pony Express" }),
  },
  {
    platform: "bricklink",
    says: /a number of UPS/,
    spoil: (parcel) => ({ ...parcel, trackingNumber: "1Z999AA10123456784" }),
  },
  { platform: "brickowl", says: /letters and digits only/, spoil: (parcel) => ({ ...parcel, trackingNumber: "RM!!" }) },
];
