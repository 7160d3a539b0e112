import type { SeededRandom } from "../kit/index.ts";
import type { ShopCondition, ShopProduct } from "./shop-types.ts";
import { plainNumber } from "./titles.ts";

const conditionLetter: Readonly<Record<ShopCondition, string>> = { new: "N", used: "U", new_other: "N" };

/**
 * Hands out stock codes as one seller's habits grew: first the set number with the condition and a counter for
 * copies (`75192-N`, `75192-N-2`), later running numbers by condition (`N1042`, `U311`). No code is given twice.
 */
export interface SkuMaker {
  next(product: ShopProduct, condition: ShopCondition, ageDays: number): string;
  bundle(): string;
}

// The seller changed habits about a year ago.
const RUNNING_NUMBERS_SINCE_DAYS = 330;

export function createSkuMaker(random: SeededRandom): SkuMaker {
  const running = { N: random.integer(1000, 1100), U: random.integer(280, 320) };
  const copies = new Map<string, number>();
  let bundles = 0;
  const counted = (base: string) => {
    const copy = (copies.get(base) ?? 0) + 1;
    copies.set(base, copy);
    return copy === 1 ? base : `${base}-${copy}`;
  };
  return {
    next(product, condition, ageDays) {
      if (product.kind === "part") return counted(partCode(product));
      const letter = conditionLetter[condition];
      if (product.kind === "set" && ageDays < RUNNING_NUMBERS_SINCE_DAYS) {
        const series = letter === "U" ? "U" : "N";
        running[series] += 1;
        return `${series}${running[series]}`;
      }
      return counted(`${plainNumber(product)}-${letter}`);
    },
    bundle() {
      bundles += 1;
      return `BUNDLE-${String(bundles).padStart(2, "0")}`;
    },
  };
}

// P, colour in three digits, part: a habit of sellers who come from German stock tools.
function partCode(product: ShopProduct): string {
  return `P${String(product.color?.id ?? 0).padStart(3, "0")}${product.number}`;
}
