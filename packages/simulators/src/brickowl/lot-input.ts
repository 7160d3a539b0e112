import { parseAmount } from "./amounts.ts";
import type { Lot } from "./brickowl-entities.ts";
import { invalid, notFound } from "./brickowl-errors.ts";
import { type BrickowlCondition, conditions } from "./brickowl-seed.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";
import { readFlag, readPrice, readWhole, required } from "./parameters.ts";

const coloured = ["Part"];
const mayBeColoured = ["Part", "Gear", "Minibuild"];

/** The one lot that a write names, by `lot_id` or by `external_id`, never by both. */
export function findLot(world: BrickowlWorld, parameters: URLSearchParams): Lot {
  const [lotId, externalId] = [parameters.get("lot_id"), parameters.get("external_id")];
  if ((lotId === null) === (externalId === null)) throw invalid("Give exactly one of external_id and lot_id");
  const lot =
    lotId === null ? world.lots.find((candidate) => candidate.externalId === externalId) : world.lots.get(lotId);
  if (lot === undefined) throw notFound(`There is no lot ${lotId ?? externalId}`);
  return lot;
}

/** What a new lot is: an item of the catalogue, in a colour where the kind of item has one. */
export function readGoods(world: BrickowlWorld, parameters: URLSearchParams): Pick<Lot, "boid" | "colorId"> {
  const [boid = "", joined] = required(parameters, "boid").split("-");
  if (joined !== undefined && world.settings.joinedBoid === "refuse") {
    throw invalid("boid must come without a colour; give color_id");
  }
  const item = world.items.get(boid);
  if (item === undefined) throw notFound(`There is no item ${boid}`);
  const colorId = readWhole(parameters, "color_id", { from: 0 }) ?? (joined === undefined ? null : Number(joined));
  if (coloured.includes(item.type) && colorId === null) throw invalid(`color_id is needed for a ${item.type}`);
  if (!mayBeColoured.includes(item.type) && colorId !== null) throw invalid(`A ${item.type} has no color_id`);
  if (colorId !== null && item.colorIds.length > 0 && !item.colorIds.includes(colorId)) {
    throw invalid(`${boid} does not exist in color ${colorId}`);
  }
  return { boid, colorId };
}

/** A condition by its code, never by its word. */
export function readCondition(text: string): BrickowlCondition {
  const condition = conditions.find((code) => code === text);
  if (condition === undefined) throw invalid(`There is no condition ${text}`);
  return condition;
}

/** Everything an update may write but quantities; only what was given. */
export function readChanges(parameters: URLSearchParams): Partial<Lot> {
  const [condition, externalId, tiers] = ["condition", "update_external_id_1", "tier_price"].map((name) =>
    parameters.get(name),
  );
  return withoutNulls({
    price: readPrice(parameters, "price"),
    myCost: readPrice(parameters, "my_cost", { zero: true }),
    forSale: readFlag(parameters, "for_sale"),
    salePercent: readWhole(parameters, "sale_percent", { from: -95, to: 95 }),
    bulkQuantity: readWhole(parameters, "bulk_qty", { from: 2 }),
    weight: readPrice(parameters, "lot_weight") === null ? null : parameters.get("lot_weight"),
    personalNote: parameters.get("personal_note"),
    publicNote: parameters.get("public_note"),
    condition: condition ? readCondition(condition) : null,
    externalId: externalId ?? null,
    tiers: tiers === null || tiers === undefined ? null : readTiers(tiers),
  });
}

function withoutNulls(changes: { [Field in keyof Lot]?: Lot[Field] | null }): Partial<Lot> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null)) as Partial<Lot>;
}

function readTiers(text: string): Lot["tiers"] {
  if (text === "remove") return [];
  const tiers = text.split(",").map((pair) => {
    const [quantity = "", price = "", ...rest] = pair.split(":");
    return { quantity: Number(quantity), price: rest.length > 0 ? null : parseAmount(price) };
  });
  const isGood = tiers.every(({ quantity, price }) => Number.isInteger(quantity) && quantity > 1 && price !== null);
  if (!isGood || tiers.length > 3) throw invalid("tier_price must be up to three pairs like 100:0.05, or remove");
  return tiers.map(({ quantity, price }) => ({ quantity, price: price ?? 0 }));
}
