import type { SeededRandom } from "../kit/index.ts";
import type { LineDraft, OrderDraft } from "./order-desk.ts";
import type { ShopBuyer, ShopLine, ShopOrder, ShopOrderStatus, ShopPlatform, ShopShipment } from "./shop-types.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const sentStatuses: readonly ShopOrderStatus[] = ["partly_shipped", "shipped", "completed", "refunded", "purged"];
const unpaidStatuses: readonly ShopOrderStatus[] = ["awaiting_payment"];

/** Gives a draft its dates, buyer, money and shipment. The id is given later, when all orders are sorted. */
export function finishOrder(
  random: SeededRandom,
  draft: OrderDraft,
  context: { anchor: number; placedAt: number; buyer: ShopBuyer },
): Omit<ShopOrder, "id"> {
  const { anchor, placedAt, buyer } = context;
  const { platform } = draft;
  const status = draft.status ?? usualStatus(platform, (anchor - placedAt) / DAY);
  const lines = draft.lines.map((line, index) => finishLine(line, index, status));
  const subtotal = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
  const shipping = shippingFor(random, subtotal, buyer.countryCode);
  const total = subtotal + shipping;
  const paidAt = unpaidStatuses.includes(status) ? null : placedAt + random.integer(1, 40) * 60_000;
  const shippedAt = sentStatuses.includes(status)
    ? Math.min(placedAt + random.integer(14, 44) * HOUR, anchor - HOUR)
    : null;
  const laterAt = lastChange(random, status, shippedAt ?? paidAt ?? placedAt);
  return {
    platform,
    buyer,
    status,
    placedAt: iso(placedAt),
    updatedAt: iso(Math.min(laterAt, anchor)),
    paidAt: paidAt === null ? null : iso(Math.min(paidAt, anchor)),
    currency: "GBP",
    lines,
    subtotal,
    shipping,
    total,
    refunded: Math.round(total * (draft.refund ?? 0)),
    shipments: shippedAt === null ? [] : [shipmentOf(random, lines, { at: shippedAt, countryCode: buyer.countryCode })],
    archived: draft.archived ?? false,
    buyerNote: draft.buyerNote ?? null,
    troubles: draft.troubles ?? [],
  };
}

function usualStatus(platform: ShopPlatform, ageDays: number): ShopOrderStatus {
  if (ageDays < 1.9) return "paid";
  if (platform === "ebay") return "shipped";
  if (ageDays < 2.6) return "packed";
  return ageDays < 12 ? "shipped" : "completed";
}

function finishLine(line: LineDraft, index: number, status: ShopOrderStatus): ShopLine {
  const sent = sentStatuses.includes(status) && status !== "partly_shipped";
  return {
    id: `line-${index + 1}`,
    offerId: line.offer.id,
    sku: line.offer.sku,
    title: line.offer.title,
    quantity: line.quantity,
    quantityShipped: line.quantityShipped ?? (sent ? line.quantity : 0),
    unitPrice: line.offer.price,
    batch: line.batch ?? 0,
    expectation: line.expectation,
    units: line.units,
  };
}

// Pence; heavier parcels cost more, and abroad more again.
function shippingFor(random: SeededRandom, subtotal: number, countryCode: string): number {
  const home = subtotal < 2000 ? 349 : subtotal < 12_000 ? 499 : random.pick([0, 995]);
  return countryCode === "GB" ? home : home + random.pick([795, 1195]);
}

// A sent order moves once more when it arrives, an order given up when it is given up.
function lastChange(random: SeededRandom, status: ShopOrderStatus, from: number): number {
  if (status === "completed" || status === "purged") return from + random.integer(3, 8) * DAY;
  if (status === "refunded") return from + random.integer(4, 9) * DAY;
  if (status === "cancelled" || status === "cancel_requested") return from + random.integer(1, 20) * HOUR;
  return from;
}

function shipmentOf(
  random: SeededRandom,
  lines: readonly ShopLine[],
  parcel: { at: number; countryCode: string },
): ShopShipment {
  const carrier = parcel.countryCode === "GB" ? random.pick(["RoyalMail", "RoyalMail", "Hermes", "DPD"]) : "RoyalMail";
  return {
    carrier,
    trackingNumber: `${random.pick(["AB", "KX", "OZ"])}${random.digits(9)}GB`,
    shippedAt: iso(parcel.at),
    lines: lines
      .filter(({ quantityShipped }) => quantityShipped > 0)
      .map(({ id, quantityShipped }) => ({ lineId: id, quantity: quantityShipped })),
  };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
