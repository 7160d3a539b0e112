/** An order that was chosen for something that is done to many. */
export interface ChosenOrder {
  id: string;
  platform: string;
  platformOrderId: string;
}

/** A chosen order on its way to the page that does it, with the parcel where it is known already. */
export interface HandedOrder extends ChosenOrder {
  carrier?: string | null;
  trackingNumber?: string | null;
  /** The number came from the carrier itself: its form is not questioned. */
  acceptTracking?: boolean;
}

const place = "counterfoil.orders-to-send";

/** Hands chosen orders to a page that works on many, across a reload. */
export function handOrders(orders: readonly HandedOrder[]): void {
  sessionStorage.setItem(place, JSON.stringify(orders));
}

/** The orders that were handed over; none where the page was opened by itself. */
export function readHandedOrders(): HandedOrder[] {
  try {
    // Written by `handOrders`; anything else counts as nothing.
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "[]") as HandedOrder[];
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
