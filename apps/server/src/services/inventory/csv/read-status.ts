import { type Condition, conditions, type InventoryStatus, inventoryStatuses } from "@counterfoil/core/model";
import { type CellResult, readChoice } from "./cell-values.ts";

const statusWords: Readonly<Record<string, InventoryStatus>> = {
  notreceived: "not_received",
  ordered: "not_received",
  incoming: "not_received",
  backlog: "not_received",
  intransit: "not_received",
  instock: "in_stock",
  stock: "in_stock",
  available: "in_stock",
  received: "in_stock",
  unlisted: "in_stock",
  listed: "listed",
  active: "listed",
  live: "listed",
  forsale: "listed",
  sold: "sold",
  shipped: "sold",
  returned: "returned",
  return: "returned",
};

const conditionWords: Readonly<Record<string, Condition>> = {
  new: "new",
  n: "new",
  brandnew: "new",
  sealed: "new",
  newsealed: "new",
  bnib: "new",
  misb: "new",
  nib: "new",
  newinbox: "new",
  newother: "new_other",
  newopenbox: "new_other",
  openbox: "new_other",
  opened: "new_other",
  newwithoutbox: "new_other",
  used: "used",
  u: "used",
  usedlikenew: "used",
  likenew: "used",
  usedverygood: "used",
  verygood: "used",
  usedgood: "used",
  good: "used",
  usedacceptable: "used",
  acceptable: "used",
  preowned: "used",
  secondhand: "used",
  refurbished: "refurbished",
  forparts: "for_parts",
  forpartsornotworking: "for_parts",
  spares: "for_parts",
  sparesorrepair: "for_parts",
};

/** Reads a status in the words sellers and marketplaces use. */
export function readStatus(text: string): CellResult<InventoryStatus> {
  return readChoice(text, statusWords, inventoryStatuses);
}

/** Reads a condition in the words sellers and marketplaces use. "Used, like new" is used. */
export function readCondition(text: string): CellResult<Condition> {
  return readChoice(text, conditionWords, conditions);
}
