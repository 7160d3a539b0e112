import { createHash } from "node:crypto";
import {
  draftStub,
  heldQuantity,
  type LineState,
  missingQuantity,
  orderLinkState,
  type Stub,
  type StubBody,
  type StubDraft,
  type StubKind,
  sealDraft,
} from "@counterfoil/core/resolution";
import {
  appendStubs,
  type Database,
  type EntryChange,
  lockStubChain,
  type NewStub,
  type OrderLinkState,
  openEntries,
  raiseTasksOfLines,
  saveLineStates,
  saveLinkStates,
  settleEntries,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { deciderOf } from "./decider.ts";
import { flushStock } from "./flush-stock.ts";
import type { LineSheet, SheetLine, SheetOrder } from "./line-sheet.ts";
import { stateDecider, writeLineState } from "./line-state-row.ts";
import { shareClaimMoney } from "./share-claim-money.ts";

type Tx = Transaction<Database>;

/** What a saved sheet did. */
export interface SavedSheet {
  linked: number;
  queued: number;
  orderIds: string[];
  itemIds: string[];
  stubIds: Map<string, string>;
  /** Whether units became free that an open line may want. */
  freedUnits: boolean;
}

/**
 * Writes every decision of the sheet: stock, line states, queue entries, stubs, the orders' link states. Orders that were
 * new have been written with theirs before (`insertDecidedOrders`). All of it in the caller's transaction, in a number of
 * statements that does not depend on the number of lines.
 */
export async function saveSheet(tx: Tx, ctx: ServiceContext, sheet: LineSheet): Promise<SavedSheet> {
  const changed = sheet.changed();
  const itemIds = await flushStock(tx, ctx, sheet);
  await shareClaimMoney(tx, sheet);
  const at = ctx.now().toISOString();
  await saveLineStates(
    tx,
    changed
      .filter((line) => sheet.isStored(line))
      .map((line) => ({ id: line.row.id, version: line.row.version, ...writeLineState(line.state, at) })),
  );
  await saveEntries(tx, ctx, changed);
  // A sale that waits for a person keeps its units off the other platforms.
  const waits = changed.filter((line) => (line.state.name === "queued") !== (line.before.name === "queued"));
  await raiseTasksOfLines(
    tx,
    waits.map((line) => line.row.id),
  );
  const stubIds = await saveStubs(tx, ctx, sheet);
  const stored = [...sheet.orders.values()].filter((order) => order.stored);
  await saveLinkStates(tx, stored.map(linkStateOf));
  const reached = (name: LineState["name"]) =>
    changed.filter((line) => line.state.name === name && line.before.name !== name).length;
  return {
    linked: reached("linked"),
    queued: reached("queued"),
    orderIds: [...new Set(changed.map((line) => line.order.id))],
    itemIds: [...itemIds],
    stubIds,
    freedUnits: changed.some((line) => line.events.some((event) => event.type === "units-released")),
  };
}

/** How far an order's lines are linked. */
export function linkStateOf({ row, lines }: SheetOrder): {
  id: string;
  link_state: OrderLinkState;
} {
  if (row.same_sale_as !== null) return { id: row.id, link_state: "none" };
  const states = lines.map((line) => line.state);
  if (states.length > 0 && states.every((state) => state.name === "released" && state.needed === 0))
    return { id: row.id, link_state: "none" };
  const linkState = orderLinkState(states, row.lines_complete);
  const names = { pending: "needs_link", partial: "partial", prelinked: "linked", complete: "settled" } as const;
  return { id: row.id, link_state: names[linkState] };
}

const statusOfState: Readonly<Record<LineState["name"], EntryChange["status"] | null>> = {
  pending: null,
  queued: "pending",
  linked: "resolved",
  skipped: "skipped",
  no_inventory: "no_inventory",
  released: "closed",
};

async function saveEntries(tx: Tx, ctx: ServiceContext, lines: readonly SheetLine[]): Promise<void> {
  const entries = lines.flatMap((line) => entryOf(ctx, line) ?? []);
  await openEntries(
    tx,
    ctx.workspaceId,
    entries.filter((entry) => entry.status === "pending"),
  );
  await settleEntries(
    tx,
    entries.filter((entry) => entry.status !== "pending"),
  );
}

function siblingKey({ row, order }: SheetLine): string {
  const text = row.sku?.trim() || row.title.trim();
  return `${order.platform}:${text.toLowerCase()}`;
}

function entryOf(ctx: ServiceContext, line: SheetLine): EntryChange | null {
  const { row, order, state, note } = line;
  const status = statusOfState[state.name];
  if (status === null || (status !== "pending" && !row.has_entry)) return null;
  const decider = stateDecider(state);
  const settled = status !== "pending";
  const texts = [row.sku, row.title, order.external_id, order.buyer_name, order.buyer_username];
  return {
    ...{ id: ctx.newId(), platform: order.platform, connection_id: order.connection_id, order_id: order.id },
    ...{ line_id: row.id, order_placed_at: order.placed_at.toISOString(), status },
    reason: state.name === "queued" ? state.reason : null,
    quantity_needed: missingQuantity(state),
    quantity_found: state.name === "queued" ? state.found : heldQuantity(state),
    ...{ sku: row.sku, title: row.title, sibling_key: siblingKey(line) },
    top_candidate: settled ? null : (note?.topCandidate ?? null),
    search_text: texts.filter((text) => text !== null).join(" "),
    decided_by_kind: settled ? (decider?.kind ?? "system") : null,
    decided_by: settled && decider?.kind === "person" ? ctx.actor.name : null,
    decided_at: settled ? ctx.now().toISOString() : null,
    note: "note" in state ? state.note : null,
    detail: {},
  };
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** What happened to a line that nobody decided on: the platform's facts changed it. */
function kindOfFacts(line: SheetLine): StubKind | null {
  if (line.state.name === "released" && line.before.name !== "released") return "released";
  if (line.events.some((event) => event.type === "units-sold")) return "sold";
  const telling = line.events.some((event) => event.type !== "needs-changed");
  return telling ? "changed" : null;
}

function stubOf(ctx: ServiceContext, line: SheetLine): StubBody | null {
  const kind = line.note?.kind ?? kindOfFacts(line);
  if (kind === null) return null;
  return {
    ...{ id: ctx.newId(), lineId: line.row.id, kind, decider: deciderOf(ctx.actor), at: ctx.now().toISOString() },
    ...{ evidence: line.note?.evidence ?? [], losers: line.note?.losers ?? [], score: line.note?.score ?? null },
    ...{ note: line.note?.note ?? null, before: line.before, after: line.state, undoes: line.note?.undoes ?? null },
  };
}

const drafts = new WeakMap<LineSheet, Map<SheetLine, StubDraft>>();

/**
 * Puts the decisions of a sheet into words. Nothing more may be decided on it then. Takes a while, without the database:
 * call it while that is at work, or leave it to `saveSheet`.
 */
export function draftStubs(ctx: ServiceContext, sheet: LineSheet): ReadonlyMap<SheetLine, StubDraft> {
  const known = drafts.get(sheet);
  if (known) return known;
  const drafted = new Map<SheetLine, StubDraft>();
  for (const line of sheet.changed()) {
    const body = stubOf(ctx, line);
    if (body) drafted.set(line, draftStub(body));
  }
  drafts.set(sheet, drafted);
  return drafted;
}

async function saveStubs(tx: Tx, ctx: ServiceContext, sheet: LineSheet): Promise<Map<string, string>> {
  const drafted = draftStubs(ctx, sheet);
  if (drafted.size === 0) return new Map();
  const chain = await lockStubChain(tx, ctx.workspaceId);
  let previous = chain.hash === "" ? null : chain.hash;
  const stubs: NewStub[] = [];
  for (const [line, draft] of drafted) {
    const stub: Stub = sealDraft(draft, previous, hash);
    stubs.push(stubRow(ctx, line, { stub, body: draft.body }));
    previous = stub.hash;
  }
  await appendStubs(tx, { workspaceId: ctx.workspaceId, sequence: chain.sequence }, stubs);
  return new Map([...drafted].map(([line, { body }]) => [line.row.id, body.id]));
}

function stubRow(ctx: ServiceContext, line: SheetLine, { stub, body }: { stub: Stub; body: StubBody }): NewStub {
  return {
    ...{ id: stub.id, action: stub.kind, order_id: line.order.id, line_id: line.row.id, reverses_id: stub.undoes },
    decided_by_kind: stub.decider.kind,
    decided_by: stub.decider.kind === "system" ? null : ctx.actor.name,
    ...{ payload: body, at: stub.at, previous_hash: stub.previousHash ?? "", hash: stub.hash },
  };
}
