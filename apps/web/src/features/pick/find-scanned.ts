import type { Pick } from "./pick-queries.ts";
import { t } from "./texts.ts";

const plain = (text: string) => text.trim().toUpperCase().replace(/\s+/g, " ");

/** The next unit that a scanned or typed word means and that is not in hand yet; else what is known of the word. */
export function findScanned(picks: readonly Pick[], word: string): { pick: Pick } | { said: string } {
  const wanted = plain(word);
  const named = picks.filter(
    ({ sku, codes, platformOrderId }) =>
      [sku ?? "", ...codes, platformOrderId].some((each) => plain(each) === wanted) ||
      codes.some((code) => plain(code).replace(/-\d{1,2}$/, "") === wanted),
  );
  const next = named.find(({ quantity, ticked }) => ticked < quantity);
  if (next) return { pick: next };
  return { said: t(named.length > 0 ? "pick.allInHand" : "pick.nothingCalled", { word: word.trim() }) };
}
