/** Where a claim is: units kept back for a paid order, units dispatched, units given back. */
export const claimStates = ["reserved", "sold", "released", "returned"] as const;
export type ClaimState = (typeof claimStates)[number];

/** Which state a claim may go to. A released or returned claim is history: the unit's next sale is a new claim. */
export const claimTransitions: Readonly<Record<ClaimState, readonly ClaimState[]>> = {
  reserved: ["sold", "released"],
  sold: ["released", "returned"],
  released: [],
  returned: [],
};

/** True for claims that still tie units to a line. */
export function isOpenClaim(state: ClaimState): boolean {
  return state === "reserved" || state === "sold";
}
