import { UnstyledButton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { Pick } from "../pick-queries.ts";
import { t } from "../texts.ts";
import classes from "./pick.module.css";

/** One thing to take, large enough for a thumb. */
export function PickRow({ pick, onTake }: { pick: Pick; onTake: (pick: Pick, quantity: number) => void }) {
  const { quantity, ticked } = pick;
  const done = ticked >= quantity;
  return (
    <li className={classes.row} data-done={done || undefined} data-testid="pick">
      <UnstyledButton
        className={classes.tick}
        role="checkbox"
        aria-checked={done ? true : ticked > 0 ? "mixed" : false}
        aria-label={t("pick.rowOf", { title: pick.title, ticked, quantity })}
        onClick={() => onTake(pick, done ? 0 : ticked + 1)}
      >
        {done ? <IconCheck size={22} aria-hidden="true" /> : quantity > 1 ? `${ticked}/${quantity}` : ""}
      </UnstyledButton>
      <ItemThumb url={pick.imageUrl} size={44} />
      <div className={classes.what}>
        <div className={classes.title}>
          {quantity > 1 && <strong className={classes.times}>{quantity} ×</strong>} {pick.title}
        </div>
        <div className={classes.dim}>
          <span className="mono">{pick.sku ?? t("pick.noSku")}</span>
          {pick.itemId === null && <span className={classes.untied}> {t("pick.untied")}</span>}
        </div>
        <div className={classes.dim}>
          <PlatformMark platform={pick.platform} />{" "}
          <LinkText inherit to="/orders/$orderId" params={{ orderId: pick.orderId }} className="mono">
            {pick.platformOrderId}
          </LinkText>{" "}
          {pick.buyerName}
        </div>
      </div>
    </li>
  );
}
