import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { OrderRow } from "../../../lib/api-types.ts";
import { showExact, showSpan } from "../../../lib/format.ts";
import { saleWordOf } from "../../../lib/sale-words.ts";
import { useTimeZone } from "../../../lib/session.ts";
import { useNow } from "../../../lib/use-now.ts";
import { t } from "../texts.ts";

/** By when the order must leave: late in red, and said so. */
export function ShipBy({ order }: { order: OrderRow }) {
  const now = useNow();
  const timeZone = useTimeZone();
  const word = saleWordOf(order);
  if (!order.shipBy || (word !== "ready" && word !== "needsLink")) return null;
  if (Date.parse(order.shipBy) > now) return <TimeText at={order.shipBy} />;
  return (
    <StateDot
      tone="failed"
      word={t("orders.lateSince", { shipBy: showSpan(now - Date.parse(order.shipBy)) })}
      title={showExact(order.shipBy, timeZone)}
    />
  );
}
