import { TimeText } from "../../../components/time-text.tsx";
import type { OrderDetail } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import classes from "./orders.module.css";

/** What happened to an order, newest first as the server gives it. */
export function OrderHistory({ history }: { history: OrderDetail["history"] }) {
  if (history.length === 0) return <span className={classes.dim}>{t("orders.nothingYet")}</span>;
  return (
    <ol className={classes.history}>
      {history.map((entry) => (
        <li key={`${entry.at}${entry.text}`}>
          {entry.text}
          <div className={classes.dim}>
            {entry.actor} · <TimeText at={entry.at} as="exact" />
          </div>
        </li>
      ))}
    </ol>
  );
}
