import { Switch } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import classes from "../../../components/panel.module.css";
import type { Team } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useTeamActs } from "../queries/team-queries.ts";
import { t } from "../texts.ts";

/** Whether everybody must have a second factor: the owner decides, managers see it. */
export function FactorDemand({ team, owns }: { team: Team; owns: boolean }) {
  const { demandSecondFactor } = useTeamActs();
  const lacking = team.members.filter(({ twoFactor }) => !twoFactor).length;
  const demand = (demanded: boolean) =>
    demandSecondFactor.mutate(
      { demanded },
      { onSuccess: () => notifyDone({ message: t(demanded ? "demand.isOn" : "demand.isOff") }) },
    );
  return (
    <section className={classes.panel} aria-label={t("demand.title")}>
      <h2 className={classes.title}>{t("demand.title")}</h2>
      <div className={classes.row}>
        <div className={classes.about}>
          <Switch
            label={t("demand.label")}
            description={t("demand.text", { count: lacking })}
            checked={team.secondFactorDemanded}
            disabled={!owns || demandSecondFactor.isPending}
            onChange={(event) => demand(event.currentTarget.checked)}
          />
        </div>
        {demandSecondFactor.error ? <FailureNotice error={demandSecondFactor.error} what={t("demand.failed")} /> : null}
      </div>
    </section>
  );
}
