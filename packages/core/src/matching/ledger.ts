import { availableQuantity } from "../model/index.ts";
import { normalisePlatform } from "./normalise/platform-name.ts";
import type { MatchItem, MatchLine, MatchPolicy } from "./types.ts";

/** What is still free while several lines are served: the index's availability less what earlier lines took. */
export class Ledger {
  readonly #taken = new Map<string, number>();
  readonly #legacyTaken = new Map<string, number>();

  available(item: MatchItem): number {
    return Math.max(0, availableQuantity(item) - (this.#taken.get(item.id) ?? 0));
  }

  /** True where units are on hand but promised, so that a further sale is one too many. */
  isPromised(item: MatchItem): boolean {
    if (item.status !== "in_stock" && item.status !== "listed") return false;
    return item.quantityClaimed + (this.#taken.get(item.id) ?? 0) > 0 && this.available(item) === 0;
  }

  /** Units of a recorded earlier sale that this line may be the sale of. */
  legacyAvailable(item: MatchItem, line: MatchLine, policy: MatchPolicy): number {
    const sale = item.legacySale;
    if (policy.includeSold !== true || sale === null) return 0;
    if (sale.platform !== null && normalisePlatform(sale.platform) !== normalisePlatform(line.platform)) return 0;
    if (sale.orderReference !== null && sale.orderReference.trim() !== line.orderReference) return 0;
    return Math.max(0, sale.quantity - (this.#legacyTaken.get(item.id) ?? 0));
  }

  take(itemId: string, quantity: number): void {
    this.#taken.set(itemId, (this.#taken.get(itemId) ?? 0) + quantity);
  }

  takeLegacy(itemId: string, quantity: number): void {
    this.#legacyTaken.set(itemId, (this.#legacyTaken.get(itemId) ?? 0) + quantity);
  }
}
