import type { MatchDecision, MatchIndex, MatchItem } from "@counterfoil/core/matching";
import {
  heldQuantity,
  isDecidedByPerson,
  isLinkable,
  missingQuantity,
  type QueueReason,
} from "@counterfoil/core/resolution";
import { type Database, lockMatchStock, lockStockVersions, readLinesSoldTwice } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import type { LinkPolicy } from "../policy/link-policy.ts";
import { conflict } from "../service-error.ts";
import { decideSafely, noteOf, type RuledDecision, type SafeDecisions } from "./decide-safely.ts";
import { systemDecider } from "./decider.ts";
import type { LineSheet, SheetLine } from "./line-sheet.ts";
import { holdsVersion, noteClaims, removeFromIndex, updateStockIndex } from "./stock-index-cache.ts";
import { leavePartAlone, readPartsLeftAlone } from "./untracked-parts.ts";

type Tx = Transaction<Database>;

const roundsAllowed = 10;

/** Whether the machine may look for units for this line now. */
export function isOpenToMachine(line: SheetLine): boolean {
  const { state, order } = line;
  if (state.name !== "pending" && state.name !== "queued") return false;
  if (isDecidedByPerson(state) || missingQuantity(state) === 0) return false;
  return isLinkable({ status: order.status, paymentStatus: order.payment_status });
}

/**
 * Lets the matcher decide the sheet's open lines, or those chosen, and carries its decisions out on the sheet. Units
 * that it wants are locked and looked at again; if one is no longer free, it decides anew with what it now knows.
 * `foreseen` gives what it would decide first where that is known; with `tellsIndex` the index learns what was claimed.
 * Answers the lines on which the matcher itself broke: they are queued as such, and looked at again later.
 */
export async function linkOpenLines(
  tx: Tx,
  {
    ctx,
    sheet,
    index,
    policy,
    chosen,
    foreseen,
    tellsIndex = false,
  }: {
    ctx: ServiceContext;
    sheet: LineSheet;
    index: MatchIndex;
    policy: LinkPolicy;
    chosen?: ReadonlySet<string>;
    foreseen?: (open: readonly SheetLine[]) => SafeDecisions | null;
    tellsIndex?: boolean;
  },
): Promise<SheetLine[]> {
  const waiting = [...sheet.lines.values()].filter(
    (line) => isOpenToMachine(line) && (chosen === undefined || chosen.has(line.row.id)),
  );
  queueBundles(ctx, sheet, waiting);
  const open = waiting.filter(isSearched);
  if (open.length === 0) return [];
  const leftAlone = await readPartsLeftAlone(tx, open);
  const locked: Locked = { ids: new Set(), transaction: null };
  for (let round = 1; ; round += 1) {
    const { decisions, failed } = (round === 1 ? foreseen?.(open) : null) ?? decideSafely(ctx, open, { index, policy });
    const wanted = unitsOf(decisions).filter((id) => !locked.ids.has(id));
    if (wanted.length === 0 || !(await lockAndCompare(tx, index, { wanted, locked }))) {
      const soldTwice = await readSoldTwice(tx, sheet, decisions);
      carryOut(ctx, sheet, { decisions, policy, leftAlone, soldTwice });
      queueUnsearched(ctx, sheet, failed);
      if (tellsIndex) tellIndex(index, sheet, locked);
      return failed;
    }
    if (round === roundsAllowed) throw conflict("Stock is changing too fast to link these orders now. Try again.");
  }
}

/** Whether the matcher is asked about this line. */
export function isSearched(line: SheetLine): boolean {
  return isOpenToMachine(line) && !isBundle(line);
}

function isBundle({ state }: SheetLine): boolean {
  return state.unitsPerSale !== undefined;
}

/** A further piece of what a person put together of several units is for a person too. */
function queueBundles(ctx: ServiceContext, sheet: LineSheet, lines: readonly SheetLine[]): void {
  const at = ctx.now().toISOString();
  for (const line of lines.filter(isBundle)) {
    const found = heldQuantity(line.state);
    sheet.command(line, { type: "queue", reason: "insufficient", found, by: systemDecider, at });
  }
}

function unitsOf(decisions: readonly RuledDecision[]): string[] {
  const ids = decisions.flatMap(({ decision }) =>
    decision.outcome === "linked" ? decision.units.map(({ itemId }) => itemId) : [],
  );
  return [...new Set(ids)];
}

interface Locked {
  ids: Set<string>;
  /** The transaction that locked them. */
  transaction: number | null;
}

/** Locks items and brings the index up to them. True where one was not as the index knew it. */
async function lockAndCompare(
  tx: Tx,
  index: MatchIndex,
  { wanted, locked }: { wanted: readonly string[]; locked: Locked },
): Promise<boolean> {
  const versions = await lockStockVersions(tx, wanted);
  locked.transaction = versions[0]?.transaction ?? locked.transaction;
  for (const id of wanted) locked.ids.add(id);
  const current = new Set(versions.filter((row) => holdsVersion(index, row)).map(({ id }) => id));
  const others = wanted.filter((id) => !current.has(id));
  if (others.length === 0) return false;
  const known = new Map(others.map((id) => [id, index.get(id)]));
  const rows = await lockMatchStock(tx, others);
  updateStockIndex(index, rows);
  const there = new Set(rows.map((row) => row.id));
  removeFromIndex(
    index,
    others.filter((id) => !there.has(id)),
  );
  return others.some((id) => differs(known.get(id), index.get(id)));
}

/** What comes next in this process leaves the claimed units alone, also before this transaction has ended. */
function tellIndex(index: MatchIndex, sheet: LineSheet, { transaction }: Locked): void {
  if (transaction === null) return;
  const events = sheet.changed().flatMap((line) => line.events);
  const claims = events.flatMap((event) => (event.type === "units-claimed" ? event.claims : []));
  const whole = !events.some(({ type }) => type === "units-sold" || type === "units-released");
  noteClaims(index, {
    claims: claims.map(({ inventoryItemId, quantity }) => ({ itemId: inventoryItemId, quantity })),
    ...{ transaction, whole },
  });
}

function differs(known: MatchItem | undefined, now: MatchItem | undefined): boolean {
  if (!known || !now) return true;
  if (known.sku !== now.sku || known.title !== now.title || known.condition !== now.condition) return true;
  if (known.status !== now.status || known.quantityOnHand !== now.quantityOnHand) return true;
  if (known.quantityClaimed !== now.quantityClaimed) return true;
  const lists = ({ identifiers, legacySale }: MatchItem) => JSON.stringify([identifiers, legacySale]);
  return lists(known) !== lists(now);
}

/** Queues lines for which no unit could be looked for: they are shown, and looked at again later. */
export function queueUnsearched(ctx: ServiceContext, sheet: LineSheet, lines: readonly SheetLine[]): void {
  const at = ctx.now().toISOString();
  for (const line of lines) {
    const found = heldQuantity(line.state);
    sheet.command(line, { type: "queue", reason: "lookup_failed", found, by: systemDecider, at });
  }
}

function carryOut(
  ctx: ServiceContext,
  sheet: LineSheet,
  {
    decisions,
    policy,
    leftAlone,
    soldTwice,
  }: {
    decisions: readonly RuledDecision[];
    policy: LinkPolicy;
    leftAlone: ReadonlySet<string>;
    soldTwice: ReadonlySet<string>;
  },
): void {
  const at = ctx.now().toISOString();
  for (const ruled of decisions) {
    const { decision } = ruled;
    const line = sheet.lines.get(decision.lineId);
    if (!line) continue;
    const before = line.events.length;
    if (decision.outcome === "linked") linkLine(sheet, line, { decision, rule: ruleOf(ruled), at, newId: ctx.newId });
    else if (leavePartAlone(sheet, line, { leftAlone, at })) continue;
    else {
      const { reason, found } = sayOversold(line, decision, soldTwice);
      sheet.command(line, { type: "queue", reason, found, by: systemDecider, at });
    }
    if (line.events.length > before) line.note = noteOf(ctx, ruled, { policy, platform: line.order.platform });
  }
}

/** What the seller taught that linked the line: a pinned SKU or a rule; null where the machine linked it. */
function ruleOf({ decision, rule }: RuledDecision): string | null {
  if (rule !== null) return rule.id;
  return decision.outcome === "linked" && decision.method === "pin" ? "pin" : null;
}

interface Linking {
  decision: Extract<MatchDecision, { outcome: "linked" }>;
  rule: string | null;
  at: string;
  newId: () => string;
}

function linkLine(sheet: LineSheet, line: SheetLine, { decision, rule, at, newId }: Linking): void {
  const claims = decision.units.map(({ itemId, quantity }) => ({ id: newId(), inventoryItemId: itemId, quantity }));
  sheet.command(line, {
    type: "link",
    claims,
    method: rule === null ? "auto" : "rule",
    by: rule === null ? systemDecider : { kind: "rule", id: rule },
    at,
  });
}

const waitsToBeSent: ReadonlySet<string> = new Set(["paid", "packed", "on_hold", "partially_shipped"]);

/** Reasons that name no unit: another one that merely resembles what was sold must not hide that it was sold twice. */
const namesNothing: ReadonlySet<QueueReason> = new Set(["no_match", "title", "set_number"]);

/** Lines without a unit that wait to be sent, although the units that they name went to somebody else lately. */
async function readSoldTwice(
  tx: Tx,
  sheet: LineSheet,
  decisions: readonly RuledDecision[],
): Promise<ReadonlySet<string>> {
  const wanting = decisions.flatMap(({ decision }) => {
    const line = sheet.lines.get(decision.lineId);
    if (line === undefined || decision.outcome !== "queued" || !namesNothing.has(decision.reason)) return [];
    if (!waitsToBeSent.has(line.order.status)) return [];
    const { id, order_id, listing_external_id, variation_id, sku } = line.row;
    const { platform, placed_at } = line.order;
    return [{ id, order_id, listing_external_id, variation_id, sku, platform, placed_at }];
  });
  return await readLinesSoldTwice(tx, wanting);
}

/** A line once sold too often stays marked so while nothing better is known about it. */
function sayOversold(
  line: SheetLine,
  decision: Extract<MatchDecision, { outcome: "queued" }>,
  soldTwice: ReadonlySet<string>,
) {
  const wasOversold = line.state.name === "queued" && line.state.reason === "oversold";
  const isOversold = namesNothing.has(decision.reason) && (wasOversold || soldTwice.has(line.row.id));
  return { reason: isOversold ? ("oversold" as const) : decision.reason, found: decision.found };
}
