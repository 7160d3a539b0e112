import { comparePlaces, pickPlace } from "@counterfoil/core/fulfillment";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { groupBy } from "../group-by.ts";
import { isoOrNull } from "../money-view.ts";
import { unitsLeft } from "../orders/units-left.ts";
import { type PickRows, readPickRows } from "./read-pick-rows.ts";

export const pickListInput = z
  .object({
    platform: z.string().optional(),
    /** Only these orders; all that are paid and not sent where left out. */
    orderIds: z.array(z.uuid()).max(500).optional(),
  })
  .prefault({});

/** Units of one sale to be taken from one place. */
export interface PickView {
  lineId: string;
  /** The item to take; null where no unit is tied to the sale yet. */
  itemId: string | null;
  orderId: string;
  platform: string;
  platformOrderId: string;
  buyerName: string | null;
  shipBy: string | null;
  title: string;
  sku: string | null;
  imageUrl: string | null;
  location: string | null;
  /** Barcodes and other numbers that a scanner may read off the unit. */
  codes: string[];
  quantity: number;
  ticked: number;
  tickedBy: string | null;
}

/** Everything that paid orders still wait for, by place. */
export interface PickListView {
  orders: number;
  units: number;
  /** Units in hand. */
  ticked: number;
  /** By place in natural order, units without a known place last. */
  groups: { location: string | null; picks: PickView[] }[];
}

/** What is left to be picked for all paid orders that are not sent. Reading it changes nothing. */
export async function pickList({ ctx, input }: Verb<z.infer<typeof pickListInput>>): Promise<PickListView> {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readPickRows(tx, input));
  const picks = picksOf(rows).sort(byPlace);
  const groups = [...groupBy(picks, ({ location }) => location)];
  return {
    orders: new Set(picks.map(({ orderId }) => orderId)).size,
    units: picks.reduce((sum, { quantity }) => sum + quantity, 0),
    ticked: picks.reduce((sum, { ticked }) => sum + ticked, 0),
    groups: groups.map(([location, some]) => ({ location, picks: some })),
  };
}

function byPlace(a: PickView, b: PickView): number {
  return (
    comparePlaces(a.location, b.location) ||
    comparePlaces(a.sku, b.sku) ||
    (a.shipBy ?? "9").localeCompare(b.shipBy ?? "9") ||
    a.lineId.localeCompare(b.lineId)
  );
}

type Line = PickRows["lines"][number];

function picksOf({ lines, claims, ticks }: PickRows): PickView[] {
  const byLine = groupBy(claims, ({ line_id }) => line_id);
  const tickOf = new Map(ticks.map((tick) => [`${tick.line_id} ${tick.item_id}`, tick]));
  return lines.flatMap((line) => {
    const left = unitsLeft(line);
    if (left === 0) return [];
    const held = byLine.get(line.id) ?? [];
    const tied = held.map((claim) => ({
      ...base(line),
      ...{ itemId: claim.item_id, sku: claim.sku ?? line.sku, imageUrl: claim.image_url ?? line.image_url },
      ...{ title: claim.title, codes: claim.codes, quantity: claim.quantity },
      location: pickPlace(claim.location, claim.sku ?? line.sku),
    }));
    const wanted = left * Number(line.state_detail["unitsPerSale"] ?? 1);
    const untied = wanted - held.reduce((sum, { quantity }) => sum + quantity, 0);
    const all = untied > 0 ? [...tied, { ...base(line), quantity: untied }] : tied;
    return all.map((pick) => {
      const tick = tickOf.get(`${pick.lineId} ${pick.itemId ?? pick.lineId}`);
      return { ...pick, ticked: Math.min(pick.quantity, tick?.quantity ?? 0), tickedBy: tick?.ticked_by ?? null };
    });
  });
}

function base(line: Line): Omit<PickView, "quantity" | "ticked" | "tickedBy"> {
  return {
    ...{ lineId: line.id, itemId: null, orderId: line.order_id, platform: line.platform },
    ...{ platformOrderId: line.external_id, buyerName: line.buyer_name ?? line.buyer_username },
    ...{ shipBy: isoOrNull(line.ship_by), title: line.title, sku: line.sku, imageUrl: line.image_url },
    ...{ location: pickPlace(null, line.sku), codes: line.identifiers.map(({ value }) => value) },
  };
}
