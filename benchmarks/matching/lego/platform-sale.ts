import type { MatchLine } from "@counterfoil/core/matching";
import type { Random } from "../random.ts";
import { saleOf } from "../unit-and-sale.ts";
import { type Copy, copyId, copySku, type LegoSet } from "./catalogue.ts";
import { noisyTitle } from "./noisy-title.ts";

interface Surroundings {
  random: Random;
  stock: readonly Copy[];
}

/**
 * A sale as platforms deliver it, with the dirt of real feeds. SKU: the right one (57.5 %), with a shelf note behind
 * a pipe (8 %), in other capitals (4 %), a stale one that another unit carries now (0.5 %), none (30 %). Of those
 * without: barcode (10 % of all), set number as a field (10 %, one in fifty with two digits swapped), nothing but the
 * title (10 %). A condition on 60 %.
 */
export function platformSale(set: Copy, { random, stock }: Surroundings): MatchLine {
  const line = { ...saleOf(copyId(set), noisyTitle(set, random)), ...keys(set, { random, stock }) };
  return { ...line, condition: random.next() < 0.6 ? set.wear : null };
}

function keys(set: Copy, { random, stock }: Surroundings): Pick<MatchLine, "sku" | "identifiers"> {
  const sku = copySku(set);
  const kind = random.next();
  if (kind < 0.575) return { sku, identifiers: [] };
  if (kind < 0.655) return { sku: ` ${sku} | Loft - S${Math.floor(random.next() * 90)}`, identifiers: [] };
  if (kind < 0.695) return { sku: sku.toLowerCase(), identifiers: [] };
  if (kind < 0.7) return { sku: copySku(random.pick(stock)), identifiers: [] };
  if (kind < 0.8) return { sku: null, identifiers: set.ean === null ? [] : [{ type: "gtin", value: set.ean }] };
  if (kind < 0.9) return { sku: null, identifiers: [{ type: "set_number", value: typedNumber(set, random) }] };
  return { sku: null, identifiers: [] };
}

function typedNumber({ number }: LegoSet, random: Random): string {
  if (random.next() >= 0.02) return number;
  const at = Math.floor(random.next() * Math.max(1, number.indexOf("-") - 1));
  return number.slice(0, at) + (number[at + 1] ?? "") + (number[at] ?? "") + number.slice(at + 2);
}
