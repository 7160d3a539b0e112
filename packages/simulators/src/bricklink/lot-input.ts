import type { Lot } from "./bricklink-entities.ts";
import { invalidParameter } from "./bricklink-errors.ts";
import { type BricklinkItemType, itemTypes } from "./bricklink-seed.ts";
import { parseFixed } from "./fixed-point.ts";

export type Body = Readonly<Record<string, unknown>>;

const tierFields = [
  "tier_quantity1",
  "tier_price1",
  "tier_quantity2",
  "tier_price2",
  "tier_quantity3",
  "tier_price3",
] as const;

/** What may be written on a lot at creation and later alike. */
export function readLotDetails(body: Body): Partial<Lot> {
  const details: Partial<Lot> = {};
  if ("unit_price" in body) details.unitPrice = readFixed(body, "unit_price");
  if ("my_cost" in body) details.myCost = readFixed(body, "my_cost");
  if ("description" in body) details.description = readText(body, "description");
  if ("remarks" in body) details.remarks = readText(body, "remarks");
  if ("bulk" in body) details.bulk = readWhole(body, "bulk");
  if ("sale_rate" in body) details.saleRate = readWhole(body, "sale_rate");
  if ("is_retain" in body) details.isRetain = readFlag(body, "is_retain");
  if ("is_stock_room" in body) details.isStockRoom = readFlag(body, "is_stock_room");
  if ("stock_room_id" in body) details.stockRoomId = readStockRoom(body);
  const tiers = readTiers(body);
  if (tiers !== null) details.tiers = tiers;
  return details;
}

/** The change of quantity: BrickLink adds what it is given, signed or bare, text or number. */
export function readQuantityChange(body: Body): number {
  const { quantity } = body;
  const text = typeof quantity === "number" ? String(quantity) : quantity;
  if (typeof text !== "string" || !/^[+-]?\d+$/.test(text.trim())) {
    throw invalidParameter("quantity must be a signed whole number");
  }
  return Number(text);
}

/** What makes a lot the lot it is: item, colour, condition. */
export function readGoods(body: Body): Pick<Lot, "type" | "no" | "colorId" | "newOrUsed" | "completeness"> {
  const item = body["item"];
  if (typeof item !== "object" || item === null) throw invalidParameter("item is missing");
  const { no, type } = item as Body;
  const known = itemTypes.find((name) => name === String(type).toUpperCase());
  if (known === undefined) throw invalidParameter("item.type is missing or unknown");
  if (typeof no !== "string" || no === "") throw invalidParameter("item.no is missing");
  const newOrUsed = body["new_or_used"];
  if (newOrUsed !== "N" && newOrUsed !== "U") throw invalidParameter("new_or_used must be N or U");
  return {
    type: known,
    no,
    colorId: "color_id" in body ? readWhole(body, "color_id") : 0,
    newOrUsed,
    completeness: readCompleteness(body, known),
  };
}

function readCompleteness(body: Body, type: BricklinkItemType): Lot["completeness"] {
  const value = body["completeness"];
  if (type !== "SET") return null;
  if (value === undefined) return "C";
  if (value !== "C" && value !== "B" && value !== "S") throw invalidParameter("completeness must be C, B or S");
  return value;
}

function readStockRoom(body: Body): Lot["stockRoomId"] {
  const value = body["stock_room_id"];
  if (value === "A" || value === "B" || value === "C") return value;
  // Some clients write S for the one stockroom that they know.
  if (value === "S") return "A";
  throw invalidParameter("stock_room_id must be A, B or C");
}

function readTiers(body: Body): Lot["tiers"] | null {
  const given = tierFields.filter((field) => field in body);
  if (given.length === 0) return null;
  if (given.length < tierFields.length) throw invalidParameter("all six tier fields are needed, or none");
  return [1, 2, 3].map((tier) => ({
    quantity: readWhole(body, `tier_quantity${tier}`),
    price: readFixed(body, `tier_price${tier}`),
  }));
}

function readFixed(body: Body, name: string): number {
  const value = parseFixed(body[name]);
  if (value === null) throw invalidParameter(`${name} must be a decimal amount`);
  return value;
}

function readText(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== "string") throw invalidParameter(`${name} must be text`);
  return value;
}

function readWhole(body: Body, name: string): number {
  const value = Number(body[name]);
  if (!Number.isInteger(value)) throw invalidParameter(`${name} must be a whole number`);
  return value;
}

function readFlag(body: Body, name: string): boolean {
  const value = body[name];
  if (typeof value !== "boolean") throw invalidParameter(`${name} must be true or false`);
  return value;
}
