import { Link } from "@tanstack/react-router";
import { platformName } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { InventoryDetail } from "../../../lib/api-types.ts";
import { countOf } from "../../../lib/format.ts";
import { claimStateWords } from "../../../lib/line-words.ts";
import classes from "./inventory.module.css";

const kindWords: Readonly<Record<string, string>> = {
  received: "Received",
  imported: "Imported",
  adjusted: "Corrected",
  sold: "Sold",
  sale_undone: "Sale undone",
  returned: "Returned",
  removed: "Removed",
};

/** The orders that hold units of an item. */
export function ItemClaims({ claims }: { claims: InventoryDetail["claims"] }) {
  if (claims.length === 0) return <span className={classes.dim}>None.</span>;
  return (
    <ul className={classes.ledger}>
      {claims.map((claim) => (
        <li key={`${claim.orderId}${claim.lineId}${claim.state}`}>
          <Link to="/orders/$orderId" params={{ orderId: claim.orderId }} className={classes.titleLink}>
            {platformName(claim.platform)} <span className="mono">{claim.platformOrderId}</span>
          </Link>
          <span className={classes.dim}>{countOf(claim.quantity, "unit")}</span>
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
  if (movements.length === 0) return <span className={classes.dim}>None.</span>;
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
