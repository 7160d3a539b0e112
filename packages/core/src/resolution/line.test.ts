import { describe, expect, test } from "vitest";
import {
  decideLine,
  evolveLineAll,
  heldQuantity,
  initialLineState,
  type LineCommand,
  type LineState,
  missingQuantity,
  type PersonDecider,
  soldQuantity,
} from "./index.ts";

const at = "2026-03-01T10:00:00Z";
const by: PersonDecider = { kind: "person", id: "ann" };
const system = { kind: "system" } as const;
const observe = (
  needed: number,
  shipped = 0,
  cause: "cancelled" | "refunded" | "returned" | "same_sale" | null = null,
): LineCommand => ({
  type: "observe",
  needed,
  shipped,
  cause,
  at,
});
const take = (id: string, quantity = 1) => ({ id: `claim-${id}`, inventoryItemId: id, quantity });
const autoLink = (...claims: ReturnType<typeof take>[]): LineCommand => ({
  type: "link",
  claims,
  method: "auto",
  by: system,
  at,
});
const resolve = (...claims: ReturnType<typeof take>[]): LineCommand => ({
  type: "link",
  claims,
  method: "manual",
  by,
  at,
});
const queue = (reason: "no_match" | "insufficient" = "no_match", found = 0): LineCommand => ({
  type: "queue",
  reason,
  found,
  by: system,
  at,
});
const skip: LineCommand = { type: "skip", by, note: null, at };
const noInventory: LineCommand = { type: "no_inventory", by, note: null, at };
const reopen: LineCommand = { type: "reopen", by, at };
const unlink: LineCommand = { type: "unlink", claimIds: null, by, at };

/** The state after one more command that must be accepted. */
function evolved(state: LineState, command: LineCommand): LineState {
  const decision = decideLine(state, command);
  if (!decision.accepted) throw new Error(decision.refusal.message);
  return evolveLineAll(state, decision.events);
}

const bundle = (...claims: ReturnType<typeof take>[]): LineCommand => ({
  ...{ type: "link", claims, method: "manual", by, at },
  unitsPerSale: claims.reduce((sum, { quantity }) => sum + quantity, 0),
});

/** The state after commands that must all be accepted. */
function given(...commands: LineCommand[]): LineState {
  return commands.reduce<LineState>((state, command) => {
    const decision = decideLine(state, command);
    if (!decision.accepted) throw new Error(`${command.type} in ${state.name}: ${decision.refusal.message}`);
    return evolveLineAll(state, decision.events);
  }, initialLineState());
}
function refusal(state: LineState, command: LineCommand) {
  const decision = decideLine(state, command);
  return decision.accepted ? null : decision.refusal;
}

describe("linking", () => {
  test("case 51: a paid line's unit is reserved and not sold", () => {
    const line = given(observe(1), autoLink(take("u")));
    expect(line).toMatchObject({ name: "linked", method: "auto", claims: [{ inventoryItemId: "u", sold: 0 }] });
  });
  test("case 1: a dispatched line's unit is sold at once", () => {
    expect(soldQuantity(given(observe(1, 1), autoLink(take("u"))))).toBe(1);
  });
  test("case 43: seeing the same again changes nothing", () => {
    expect(decideLine(given(observe(1, 1), autoLink(take("u"))), observe(1, 1))).toEqual({
      accepted: true,
      events: [],
    });
  });
  test("case 69: never one of two claimed and the line closed", () => {
    expect(refusal(given(observe(2)), autoLink(take("u")))).toMatchObject({ code: "wrong_count" });
  });
  test.each([1, 3])("case 71: resolving a need of 2 with %i names both numbers", (quantity) => {
    const refused = refusal(given(observe(2), queue()), resolve(take("u", quantity)));
    expect(refused?.message).toMatch(/2.*\b\d/);
    expect(refused?.message).toContain(String(quantity));
  });
  test("case 191: a fully refunded line takes no unit", () => {
    expect(refusal(given(observe(1), queue(), observe(0, 0, "refunded")), resolve(take("u")))).not.toBeNull();
  });
});

describe("what a re-read of the order means", () => {
  test("case 57: a raised quantity keeps the first claim and wants one more", () => {
    const line = given(observe(1), autoLink(take("u")), observe(2));
    expect(line).toMatchObject({ name: "pending", needed: 2, claims: [{ inventoryItemId: "u" }] });
    expect(given(observe(1), autoLink(take("u")), observe(2), autoLink(take("v")))).toMatchObject({ name: "linked" });
    expect(given(observe(1), autoLink(take("u")), observe(2), queue("insufficient", 1))).toMatchObject({
      name: "queued",
      claims: [{ inventoryItemId: "u" }],
    });
  });
  test("case 59: a cancelled order lets its unit go", () => {
    expect(given(observe(1), autoLink(take("u")), observe(1, 0, "cancelled"))).toMatchObject({
      name: "released",
      cause: "cancelled",
      claims: [],
    });
  });
  test("case 59: also a unit that a person chose", () => {
    expect(given(observe(1), resolve(take("u")), observe(1, 0, "cancelled"))).toMatchObject({ name: "released" });
  });
  test("case 87: an order cancelled when first seen is never open", () => {
    expect(given(observe(1, 0, "cancelled"))).toMatchObject({ name: "released", claims: [] });
  });
  test("case 85: of two units one is sold with the first package and one with the second", () => {
    const first = given(observe(2), autoLink(take("u"), take("v")), observe(2, 1));
    expect(first.claims.map((claim) => claim.sold)).toEqual([1, 0]);
    const second = given(observe(2), autoLink(take("u"), take("v")), observe(2, 1), observe(2, 2));
    expect(second.claims.map((claim) => claim.sold)).toEqual([1, 1]);
  });
  test("case 85: half a lot's claim is sold with the first package", () => {
    expect(given(observe(2), autoLink(take("lot", 2)), observe(2, 1)).claims).toMatchObject([{ quantity: 2, sold: 1 }]);
  });
  test("an older read does not un-ship", () => {
    expect(soldQuantity(given(observe(1, 1), autoLink(take("u")), observe(1, 0)))).toBe(1);
  });
  test("case 89: a smaller need lets the newest claim go", () => {
    const line = given(observe(3), autoLink(take("a"), take("b"), take("c")), observe(2));
    expect(line).toMatchObject({ name: "linked", claims: [{ inventoryItemId: "a" }, { inventoryItemId: "b" }] });
  });
  test("case 95: a refund without return leaves the unit sold", () => {
    const line = given(observe(1, 1), autoLink(take("u")), observe(0, 1, "refunded"));
    expect(line).toMatchObject({ name: "linked", claims: [{ inventoryItemId: "u", sold: 1 }] });
  });
  test("a returned order gives the same unit back", () => {
    expect(given(observe(1, 1), autoLink(take("u")), observe(0, 1, "returned"))).toMatchObject({
      name: "released",
      claims: [],
    });
  });
  test("an open line that now holds enough is linked", () => {
    const line = given(observe(1), autoLink(take("u")), observe(2), queue("insufficient", 1), observe(1));
    expect(line).toMatchObject({ name: "linked", claims: [{ inventoryItemId: "u" }] });
  });
});

describe("a person's decisions", () => {
  test("case 97: a skipped line stays skipped when the machine comes again", () => {
    const skipped = given(observe(1), queue(), skip);
    expect(refusal(skipped, queue())).toMatchObject({ code: "decided_by_person" });
    expect(refusal(skipped, autoLink(take("u")))).not.toBeNull();
    expect(given(observe(1), queue(), skip, observe(1))).toMatchObject({ name: "skipped" });
  });
  test("case 127: a resolved line cannot be skipped", () => {
    expect(refusal(given(observe(1), queue(), resolve(take("u"))), skip)).toMatchObject({ code: "not_open" });
  });
  test("case 131: unlinking frees the unit and leaves the line to the person", () => {
    const line = given(observe(1), queue(), resolve(take("u")), unlink);
    expect(line).toMatchObject({ name: "queued", reason: "reopened", claims: [] });
    expect(refusal(line, autoLink(take("u")))).toMatchObject({ code: "decided_by_person" });
    expect(given(observe(1), queue(), resolve(take("u")), unlink, resolve(take("v")))).toMatchObject({
      name: "linked",
    });
  });
  test("case 189: a line linked by hand is left alone by the linker", () => {
    expect(refusal(given(observe(1), resolve(take("u"))), autoLink(take("v")))).toMatchObject({
      code: "already_linked",
    });
  });
  test("a wrong link of a dispatched line brings the unit back on hand", () => {
    const decision = decideLine(given(observe(1, 1), autoLink(take("u"))), unlink);
    expect(decision).toMatchObject({ accepted: true, events: [{ releases: [{ quantity: 1, fromSold: 1 }] }, {}] });
  });
  test("no inventory and skip are reopened by a person only", () => {
    expect(given(observe(1), queue(), noInventory, reopen)).toMatchObject({ name: "queued", reason: "reopened" });
    expect(refusal(given(observe(1), queue()), reopen)).toMatchObject({ code: "nothing_to_reopen" });
    expect(refusal(given(observe(1), queue(), skip, observe(0, 0, "cancelled")), reopen)).toMatchObject({
      code: "nothing_needed",
    });
  });
  test("undo of a resolve gives the unit back and the queue entry its reason", () => {
    const before = given(observe(1), queue("no_match"));
    const line = given(observe(1), queue("no_match"), resolve(take("u")), { type: "undo", before, claims: [], by, at });
    expect(line).toEqual(before);
  });
  test("undo of an unlink takes the unit again", () => {
    const before = given(observe(1), resolve(take("u")));
    const undo: LineCommand = { type: "undo", before, claims: [{ ...take("u"), id: "claim-2" }], by, at };
    expect(given(observe(1), resolve(take("u")), unlink, undo)).toMatchObject({
      name: "linked",
      claims: [{ id: "claim-2", inventoryItemId: "u" }],
    });
  });
  test("undo of the machine's own link leaves the line to the person", () => {
    const before = given(observe(1), queue());
    const line = given(observe(1), queue(), autoLink(take("u")), { type: "undo", before, claims: [], by, at });
    expect(refusal(line, autoLink(take("u")))).toMatchObject({ code: "decided_by_person" });
    expect(heldQuantity(line)).toBe(0);
  });
});

describe("goods that the seller does not tie to stock", () => {
  const untrack: LineCommand = { type: "untrack", by: system, at };
  const track: LineCommand = { type: "track", by: system, at };

  test("an open line is closed, and opened again for the matcher when the seller changes their mind", () => {
    const closed = given(observe(2), queue(), untrack);
    expect(closed).toMatchObject({ name: "released", cause: "not_tracked", needed: 2 });
    expect(given(observe(2), queue(), untrack, track)).toMatchObject({ name: "pending", needed: 2 });
  });

  test("a line that holds a unit, or that a person opened, is left alone", () => {
    const partly = given(observe(1), autoLink(take("a")), observe(2));
    expect(decideLine(partly, untrack)).toMatchObject({ accepted: false, refusal: { code: "already_linked" } });
    const opened = given(observe(1), skip, reopen);
    expect(decideLine(opened, untrack)).toMatchObject({ accepted: false, refusal: { code: "decided_by_person" } });
  });

  test("only what was closed for its kind is opened again, and not after the sale fell through", () => {
    expect(decideLine(given(observe(1), observe(0, 0, "cancelled")), track)).toMatchObject({ accepted: false });
    expect(decideLine(given(observe(1), untrack, observe(0, 0, "cancelled")), track)).toMatchObject({
      refusal: { code: "nothing_needed" },
    });
  });
});

describe("a sale that another order counts", () => {
  const track: LineCommand = { type: "track", by: system, at };

  test("lets its reserved units go, waits for nobody, and is looked at anew when it counts again", () => {
    const counted = given(observe(1), autoLink(take("a")), observe(0, 0, "same_sale"));
    expect(counted).toMatchObject({ name: "released", cause: "same_sale", claims: [] });
    expect(decideLine(counted, track)).toMatchObject({ refusal: { code: "nothing_needed" } });
    const open = given(observe(1), queue(), observe(0, 0, "same_sale"), observe(1), track);
    expect(open).toMatchObject({ name: "pending", needed: 1 });
  });
});

describe("a sale of several different units", () => {
  test("holds them all, and all are sold when the one piece is shipped", () => {
    const linked = given(observe(1), queue(), bundle(take("a"), take("b")));
    expect(linked).toMatchObject({ name: "linked", unitsPerSale: 2, needed: 1 });
    expect(soldQuantity(evolved(linked, observe(1, 1)))).toBe(2);
  });

  test("gives all of them back when it falls through", () => {
    const returned = given(observe(1), queue(), bundle(take("a"), take("b")), observe(1, 1), observe(0, 1, "returned"));
    expect(returned).toMatchObject({ name: "released", claims: [] });
  });

  test("is one piece again once its units are unlinked, and a bundle again when that is undone", () => {
    const linked = given(observe(1), queue(), bundle(take("a"), take("b")));
    const unlinked = evolved(linked, unlink);
    expect(missingQuantity(unlinked)).toBe(1);
    const undone = evolved(unlinked, { type: "undo", before: linked, claims: [take("a"), take("b")], by, at });
    expect(undone).toMatchObject({ name: "linked", unitsPerSale: 2 });
    expect(heldQuantity(undone)).toBe(2);
  });

  test("wants as many units again for a second piece", () => {
    expect(missingQuantity(given(observe(1), queue(), bundle(take("a"), take("b")), observe(2)))).toBe(2);
  });

  test.each([
    ["by a machine", given(observe(1)), { ...bundle(take("a"), take("b")), by: system }],
    ["of one unit", given(observe(1)), bundle(take("a"))],
    ["for several pieces", given(observe(2)), bundle(take("a"), take("b"))],
  ])("is refused %s", (_, state, command) => {
    expect(refusal(state, command as LineCommand)).toMatchObject({ code: "not_a_bundle" });
  });
});
