import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { ReasonChip } from "../../../components/reason-chip.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { LineClaim } from "../../../lib/api-types.ts";
import { claimStateWords, methodWords } from "../../../lib/line-words.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useUnlink } from "../queries/order-queries.ts";
import { t } from "../texts.ts";
import classes from "./orders.module.css";

/** The stub: which unit a line was tied to, by whom, and on what evidence. */
export function ClaimStub({ claim, lineId }: { claim: LineClaim; lineId: string }) {
  const [asking, dialog] = useDisclosure();
  const unlink = useUnlink(() => {
    dialog.close();
    notifyDone({ message: t("claim.unlinked") });
  });
  const state = claimStateWords[claim.state];
  return (
    <div className={classes.stub} data-state={claim.state} data-testid="stub">
      <div className={classes.stubHead}>
        <Link to="/inventory" search={{ item: claim.inventoryItemId }} className={classes.stubTitle}>
          <span className="mono">{claim.sku ?? t("orders.noSku")}</span> {claim.title}
        </Link>
        <span className={classes.dim}>{claim.location ?? t("orders.noLocation")}</span>
        <span className={classes.dim}>{t("count.units", { count: claim.quantity })}</span>
        <span style={{ marginLeft: "auto" }} data-testid="claim-state">
          <StateDot tone={state.tone} word={state.word} />
        </span>
      </div>
      {claim.evidence.length > 0 && (
        <ul className={classes.evidence} aria-label={t("orders.evidence")}>
          {claim.evidence.map((text) => (
            <li key={text}>
              <ReasonChip text={text} effect="agrees" />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.stubHead} style={{ marginTop: "0.35rem" }}>
        <span className={classes.dim}>
          {t("claim.linkedBy")} {claim.decidedBy ?? "Counterfoil"} ({methodWords(claim.method)}){" "}
          <TimeText at={claim.at} />
        </span>
        {claim.state !== "released" && (
          <Button size="compact-xs" variant="subtle" color="gray" ml="auto" onClick={dialog.open}>
            {t("claim.unlink")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asking}
        onClose={dialog.close}
        title={t("claim.unlinkTitle")}
        action={t("claim.unlink")}
        onConfirm={() => unlink.mutate({ lineId, claimId: claim.id })}
        busy={unlink.isPending}
        error={unlink.error}
      >
        {t("claim.unlinkText")}
      </ConfirmDialog>
    </div>
  );
}
