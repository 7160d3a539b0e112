import type { ClaimRelease, ClaimSale, LineEvent } from "./line-events.ts";
import type { HeldClaim, LineNeeds, LineState } from "./line-state.ts";

function withSales(claims: readonly HeldClaim[], sales: readonly ClaimSale[]): HeldClaim[] {
  const sold = new Map(sales.map((sale) => [sale.claimId, sale.quantity]));
  return claims.map((claim) => ({ ...claim, sold: claim.sold + (sold.get(claim.id) ?? 0) }));
}

function withoutReleases(claims: readonly HeldClaim[], releases: readonly ClaimRelease[]): HeldClaim[] {
  const released = new Map(releases.map((release) => [release.claimId, release]));
  return claims.flatMap((claim) => {
    const release = released.get(claim.id);
    if (!release) return [claim];
    const quantity = claim.quantity - release.quantity;
    return quantity > 0 ? [{ ...claim, quantity, sold: claim.sold - release.fromSold }] : [];
  });
}

/** A bundle is one for as long as its line holds units. */
function needsOf({ needed, shipped, claims, unitsPerSale }: LineNeeds): LineNeeds {
  const bundle = unitsPerSale === undefined || claims.length === 0 ? {} : { unitsPerSale };
  return { needed, shipped, claims, ...bundle };
}

function withClaims(state: LineState, claims: readonly HeldClaim[], unitsPerSale = state.unitsPerSale): LineState {
  const { unitsPerSale: _before, ...rest } = state;
  const needs = needsOf({ ...rest, claims, ...(unitsPerSale === undefined ? {} : { unitsPerSale }) });
  return { ...rest, ...needs };
}

/** The state after an event. Total: every event applies to every state, since `decide` has judged it. */
export function evolveLine(state: LineState, event: LineEvent): LineState {
  const needs = needsOf(state);
  switch (event.type) {
    case "needs-changed":
      return { ...state, needed: event.needed, shipped: event.shipped };
    case "units-claimed":
      return withClaims(
        state,
        [...state.claims, ...event.claims.map((claim) => ({ ...claim, sold: 0 }))],
        event.unitsPerSale,
      );
    case "units-sold":
      return { ...state, claims: withSales(state.claims, event.sales) };
    case "units-released":
      return withClaims(state, withoutReleases(state.claims, event.releases));
    case "line-linked":
      return { name: "linked", ...needs, method: event.method, by: event.by };
    case "line-queued":
      return { name: "queued", ...needs, reason: event.reason, found: event.found, by: event.by };
    case "line-skipped":
      return { name: "skipped", ...needs, by: event.by, note: event.note };
    case "line-marked-no-inventory":
      return { name: "no_inventory", ...needs, by: event.by, note: event.note };
    case "line-awaits-units":
      return { name: "pending", ...needs };
    case "line-released":
      return { name: "released", ...needs, cause: event.cause };
    case "line-restored":
      return { ...event.before, ...needs };
  }
}

/** The state after several events, in order. */
export function evolveLineAll(state: LineState, events: readonly LineEvent[]): LineState {
  return events.reduce(evolveLine, state);
}
