import type { Money } from "@counterfoil/core/money";
import { showMoney } from "../lib/format.ts";
import { t } from "../lib/language/language.ts";
import { Unknown } from "./unknown.tsx";

/** An amount in its own currency; unknown is a dash, never zero. */
export function MoneyText({ money }: { money: Money | null }) {
  return money ? <span className="numeric">{showMoney(money)}</span> : <Unknown what={t("unknown.amount")} />;
}
