import { Facts } from "../../../components/facts.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import type { OrderProfit } from "../../../lib/api-types.ts";
import { midSentence } from "../../../lib/language/language.ts";
import { partWords } from "../payout-words.ts";
import { t } from "../texts.ts";

type Net = OrderProfit["net"];
type Part = keyof typeof partWords;

/** The parts of a profit and what is left; a part that is not known is a dash, and then so is the profit. */
export function ProfitParts({ parts, net }: Pick<OrderProfit, "parts" | "net">) {
  return (
    <Facts
      rows={[
        ...(Object.keys(partWords) as Part[]).map(
          (part) => [partWords[part], <MoneyText key={part} money={parts[part]} />] as const,
        ),
        [
          t("payouts.profit"),
          <strong key="net" data-testid="profit">
            <MoneyText money={net.known ? net.profit : null} />
          </strong>,
        ],
      ]}
    />
  );
}

/** Why a profit is not known; null where it is. */
export function whyUnknown(net: Net): string | null {
  if (net.known) return null;
  if (net.currencies.length > 1) return t("profit.currencies", { net: net.currencies.join(", ") });
  return t("profit.notKnown", { parts: net.unknown.map((part) => midSentence(partWords[part])).join(", ") });
}
