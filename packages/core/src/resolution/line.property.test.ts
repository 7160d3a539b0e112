import fc from "fast-check";
import { expect, test } from "vitest";
import {
  decideLine,
  evolveLineAll,
  heldQuantity,
  initialLineState,
  isDecidedByPerson,
  type LineCommand,
  type LineState,
  lineTransitions,
  missingQuantity,
  soldQuantity,
  wantedQuantity,
} from "./index.ts";

const at = "2026-03-01T10:00:00Z";
const person = { kind: "person", id: "ann" } as const;
const system = { kind: "system" } as const;
const fallCauses = ["cancelled", "refunded", "returned", "same_sale"] as const;
const small = fc.integer({ min: 0, max: 4 });

type Step = (state: LineState, turn: number, history: readonly LineState[]) => LineCommand;
const claims = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 0, maxLength: 3 });
const toClaims = (quantities: readonly number[], turn: number) =>
  quantities.map((quantity, n) => ({ id: `c${turn}-${n}`, inventoryItemId: `i${turn}-${n}`, quantity }));
/** Claims that would serve the line exactly, so that many of the drawn links are accepted. */
const fitting = (state: LineState, turn: number) => {
  const missing = missingQuantity(state);
  return missing > 0 ? toClaims([missing], turn) : [];
};
const idsOf = (state: LineState) => state.claims.map(({ id }) => id);

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ needed: small, shipped: small, cause: fc.option(fc.constantFrom(...fallCauses), { freq: 4 }) }).map(
    (facts): Step =>
      () => ({ type: "observe", ...facts, at }),
  ),
  claims.map(
    (drawn): Step =>
      (_, turn) => ({ type: "link", claims: toClaims(drawn, turn), method: "auto", by: system, at }),
  ),
  fc.constantFrom(system, person).map(
    (by): Step =>
      (state, turn) => ({ type: "link", claims: fitting(state, turn), method: "auto", by, at }),
  ),
  fc.integer({ min: 2, max: 4 }).map(
    (unitsPerSale): Step =>
      (_, turn) => ({
        ...{ type: "link", claims: toClaims(Array(unitsPerSale).fill(1), turn), method: "manual", by: person },
        ...{ unitsPerSale, at },
      }),
  ),
  small.map(
    (found): Step =>
      () => ({ type: "queue", reason: "no_match", found, by: system, at }),
  ),
  fc.constantFrom("skip", "no_inventory").map(
    (type): Step =>
      () =>
        ({ type, by: person, note: null, at }) as LineCommand,
  ),
  fc.constantFrom("untrack", "track").map(
    (type): Step =>
      () => ({ type, by: system, at }),
  ),
  fc.constant<Step>(() => ({ type: "reopen", by: person, at })),
  fc.boolean().map(
    (all): Step =>
      (state) => ({ type: "unlink", claimIds: all ? null : idsOf(state).slice(0, 1), by: person, at }),
  ),
  fc.constant<Step>((state, turn, history) => {
    const before = history.at(-1) ?? state;
    const held = new Set(idsOf(state));
    const lost = before.claims.filter(({ id }) => !held.has(id));
    const again = lost.map(({ inventoryItemId, quantity }, n) => ({ id: `u${turn}-${n}`, inventoryItemId, quantity }));
    return { type: "undo", before, claims: again, by: person, at };
  }),
);

function isMachine(command: LineCommand): boolean {
  return "by" in command && command.by.kind !== "person";
}

function expectInvariants(state: LineState): void {
  const held = heldQuantity(state);
  const sold = soldQuantity(state);
  for (const claim of state.claims) {
    expect(claim.quantity).toBeGreaterThan(0);
    expect(claim.sold).toBeGreaterThanOrEqual(0);
    expect(claim.sold).toBeLessThanOrEqual(claim.quantity);
  }
  const each = state.unitsPerSale ?? 1;
  const wanted = wantedQuantity(state);
  expect(held).toBeLessThanOrEqual(Math.max(wanted, sold));
  expect(sold).toBeLessThanOrEqual(state.shipped * each);
  if (held === 0) expect(each).toBe(1);
  expect(new Set(idsOf(state)).size).toBe(state.claims.length);
  if (state.name === "linked") expect(held).toBeGreaterThanOrEqual(Math.max(1, wanted));
  if (state.name === "queued") expect(held).toBeLessThan(wanted);
  if (state.name === "released") expect(held).toBe(0);
}

test("any commands keep the line sound, inside its table, and a person's decision from the machine", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let state: LineState = initialLineState();
      const history: LineState[] = [];
      steps.forEach((make, turn) => {
        const command = make(state, turn, history);
        const decision = decideLine(state, command);
        if (!decision.accepted) return;
        const next = evolveLineAll(state, decision.events);
        expect(lineTransitions[state.name][command.type] ?? []).toContain(next.name);
        if (isMachine(command) && isDecidedByPerson(state)) expect(next).toEqual(state);
        expectInvariants(next);
        if (decision.events.length > 0) history.push(state);
        state = next;
      });
    }),
    { numRuns: 3000 },
  );
});
