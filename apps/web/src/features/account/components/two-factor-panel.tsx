import { Button } from "@mantine/core";
import { useState } from "react";
import classes from "../../../components/panel.module.css";
import { StateDot } from "../../../components/state-dot.tsx";
import { notifyDone } from "../../../lib/notify.tsx";
import { useAccountActs } from "../queries/account-queries.ts";
import { t } from "../texts.ts";
import { AskPasswordDialog } from "./ask-password-dialog.tsx";
import { RecoveryCodesDialog } from "./recovery-codes-dialog.tsx";
import { TwoFactorDialog } from "./two-factor-dialog.tsx";

/** The second factor: whether it is on, and the way to turn it on or off. */
export function TwoFactorPanel({ on }: { on: boolean }) {
  const [open, setOpen] = useState<"start" | "stop" | "renew" | null>(null);
  const close = () => setOpen(null);
  return (
    <section className={classes.panel} aria-label={t("account.factor")}>
      <h2 className={classes.title}>{t("account.factor")}</h2>
      <div className={classes.row}>
        <div className={classes.about}>{t("account.factorText")}</div>
        <StateDot tone={on ? "done" : "off"} word={t(on ? "account.factorOn" : "account.factorOff")} />
        {on ? (
          <>
            <Button variant="default" size="compact-sm" onClick={() => setOpen("renew")}>
              {t("account.factorRenew")}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => setOpen("stop")}>
              {t("account.factorStop")}
            </Button>
          </>
        ) : (
          <Button size="compact-sm" onClick={() => setOpen("start")}>
            {t("account.factorStart")}
          </Button>
        )}
      </div>
      {open === "start" && <TwoFactorDialog onClose={close} />}
      {open === "stop" && <StopDialog onClose={close} />}
      {open === "renew" && <RenewDialog onClose={close} />}
    </section>
  );
}

function StopDialog({ onClose }: { onClose: () => void }) {
  const { stopTwoFactor } = useAccountActs();
  const onSuccess = () => {
    onClose();
    notifyDone({ message: t("account.factorIsOff") });
  };
  return (
    <AskPasswordDialog
      title={t("account.factorStop")}
      onClose={onClose}
      onSubmit={(password) => stopTwoFactor.mutate({ password }, { onSuccess })}
      busy={stopTwoFactor.isPending}
      error={stopTwoFactor.error}
    />
  );
}

function RenewDialog({ onClose }: { onClose: () => void }) {
  const { renewRecoveryCodes } = useAccountActs();
  if (renewRecoveryCodes.data)
    return <RecoveryCodesDialog codes={renewRecoveryCodes.data.recoveryCodes} onClose={onClose} />;
  return (
    <AskPasswordDialog
      title={t("account.factorRenew")}
      onClose={onClose}
      onSubmit={(password) => renewRecoveryCodes.mutate({ password })}
      busy={renewRecoveryCodes.isPending}
      error={renewRecoveryCodes.error}
    />
  );
}
