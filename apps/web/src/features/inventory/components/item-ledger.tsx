import { Link } from "@tanstack/react-router";
import { platformName } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { InventoryDetail } from "../../../lib/api-types.ts";
import { wordsBy } from "../../../lib/language/words-by.ts";
import { claimStateWords } from "../../../lib/line-words.ts";
import { t } from "../texts.ts";
import classes from "./inventory.module.css";

const kindWords: Readonly<Record<string, string>> = wordsBy(t, {
  received: "ledger.received",
  imported: "ledger.imported",
  adjusted: "ledger.corrected",
  sold: "stock.sold",
  sale_undone: "ledger.saleUndone",
  returned: "stock.returned",
  removed: "ledger.removed",
});

/** The orders that hold units of an item. */
export function ItemClaims({ claims }: { claims: InventoryDetail["claims"] }) {
  if (claims.length === 0) return <span className={classes.dim}>{t("inventory.none")}</span>;
  return (
    <ul className={classes.ledger}>
      {claims.map((claim) => (
        <li key={`${claim.orderId}${claim.lineId}${claim.state}`}>
          <Link to="/orders/$orderId" params={{ orderId: claim.orderId }} className={classes.titleLink}>
            {platformName(claim.platform)} <span className="mono">{claim.platformOrderId}</span>
          </Link>
          <span className={classes.dim}>{t("count.units", { count: claim.quantity })}</span>
          <span className={classes.ledgerEnd}>
            <StateDot {...claimStateWords[claim.state]} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How the number on hand came to be. */
export function ItemMovements({ movements }: { movements: InventoryDetail["movements"] }) {
  if (movements.length === 0) return <span className={classes.dim}>{t("inventory.none")}</span>;
  return (
    <ul className={classes.ledger}>
      {movements.map((movement) => (
        <li key={movement.id}>
          <span className={classes.delta}>
            {movement.quantity > 0 ? "+" : "−"}
            {Math.abs(movement.quantity)}
          </span>
          <span>
            {kindWords[movement.kind] ?? movement.kind}
            {movement.note && <span className={classes.dim}> · {movement.note}</span>}
          </span>
          <span className={classes.ledgerEnd}>
            {movement.actor ?? "Counterfoil"} · <TimeText at={movement.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
