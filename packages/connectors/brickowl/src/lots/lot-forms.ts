import { ConnectorError } from "@counterfoil/connector-kit";
import { type UsedGrade, usedGrades } from "../brickowl-fields.ts";
import { wirePrice } from "../brickowl-values.ts";

/** A lot by Brick Owl's id, or by the seller's own. */
export type LotReference = { lotId: string } | { externalId: string };

/** A lot to make. `color` is Brick Owl's colour id: needed for parts, forbidden for sets and minifigures. */
export interface NewLot {
  boid: string;
  color?: string;
  quantity: number;
  /** Decimal text in the store's currency; rounded half up to three decimals. */
  price: string;
  /** A code of Brick Owl, such as `new` or `usedg`, or `used` for the grade of the connection. */
  condition: string;
  externalId?: string;
}

/** What may change on a lot; at least one. `absoluteQuantity` and `relativeQuantity` exclude each other. */
export interface LotChange {
  absoluteQuantity?: number;
  /** Signed. Never repeated blindly: the same change twice counts twice. */
  relativeQuantity?: number;
  forSale?: boolean;
  price?: string;
  /** -95 to 95. */
  salePercent?: number;
  publicNote?: string;
  personalNote?: string;
  condition?: string;
  /** Up to three steps of quantity and price; null clears them. */
  tierPrices?: readonly { quantity: number; price: string }[] | null;
  newExternalId?: string;
}

export type LotForm = Record<string, string | number>;

/** Form of `inventory/create`. Throws `invalid_request` for what Brick Owl cannot take. */
export function newLotForm(lot: NewLot, usedGrade: UsedGrade): LotForm {
  if (!Number.isInteger(lot.quantity) || lot.quantity < 1) throw refused("A new lot has a quantity of 1 or more.");
  return {
    boid: lot.boid,
    ...(lot.color !== undefined && { color_id: lot.color }),
    quantity: lot.quantity,
    price: priceOf(lot.price),
    condition: conditionCode(lot.condition, usedGrade),
    ...(lot.externalId !== undefined && { external_id: lot.externalId }),
  };
}

/** Form of `inventory/update`. Throws `invalid_request` for what Brick Owl cannot take. */
export function lotChangeForm(reference: LotReference, change: LotChange, usedGrade: UsedGrade): LotForm {
  const { absoluteQuantity: absolute, relativeQuantity: relative, salePercent } = change;
  if (absolute !== undefined && relative !== undefined)
    throw refused("Give an absolute or a relative quantity, not both.");
  if (absolute !== undefined && !(Number.isInteger(absolute) && absolute >= 0))
    throw refused("A quantity is 0 or more.");
  if (relative !== undefined && !Number.isInteger(relative)) throw refused("A change of quantity is a whole number.");
  if (salePercent !== undefined && !(salePercent >= -95 && salePercent <= 95)) {
    throw refused("A sale is between -95 and 95 percent.");
  }
  const fields = {
    absolute_quantity: absolute,
    relative_quantity: relative,
    for_sale: change.forSale === undefined ? undefined : Number(change.forSale),
    price: change.price === undefined ? undefined : priceOf(change.price),
    sale_percent: salePercent,
    public_note: change.publicNote,
    personal_note: change.personalNote,
    condition: change.condition === undefined ? undefined : conditionCode(change.condition, usedGrade),
    tier_price: change.tierPrices === undefined ? undefined : tierText(change.tierPrices),
    update_external_id_1: change.newExternalId,
  };
  const given = Object.entries(fields).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  if (given.length === 0) throw refused("Nothing of the lot is to be changed.");
  return { ...referenceForm(reference), ...Object.fromEntries(given) };
}

export function referenceForm(reference: LotReference): LotForm {
  return "lotId" in reference ? { lot_id: reference.lotId } : { external_id: reference.externalId };
}

/** `100:0.05,200:0.04`; `remove` clears. */
export function tierText(tiers: LotChange["tierPrices"]): string {
  if (!tiers || tiers.length === 0) return "remove";
  if (tiers.length > 3) throw refused("Brick Owl takes up to three tier prices.");
  return tiers.map(({ quantity, price }) => `${quantity}:${price}`).join(",");
}

function conditionCode(condition: string, usedGrade: UsedGrade): string {
  if (condition === "used") return usedGrade;
  const codes = ["new", "news", "newc", "newi", "usedc", "usedi", ...usedGrades, "other"];
  if (codes.includes(condition)) return condition;
  throw refused(`Brick Owl has no condition "${condition}".`);
}

function priceOf(decimal: string): string {
  try {
    return wirePrice(decimal);
  } catch {
    throw refused("A price is a decimal above 0, such as 0.125.");
  }
}

function refused(message: string): ConnectorError {
  return new ConnectorError({ code: "invalid_request", message });
}
