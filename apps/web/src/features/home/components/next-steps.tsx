import { IconBox, IconPlugConnected } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { LinkButton } from "../../../components/link-button.tsx";
import classes from "../../../components/step-card.module.css";
import { StepCard } from "../../../components/step-card.tsx";
import { t } from "../texts.ts";

interface NextStepsProps {
  connected: boolean;
  stocked: boolean;
  /** The offer of the demo shop; null where it is not to be had. */
  demo: ReactNode;
}

/** The way from an empty workspace to the first linked sale. */
export function NextSteps({ connected, stocked, demo }: NextStepsProps) {
  return (
    <ol className={classes.list} aria-label={t("home.steps")}>
      <StepCard icon={IconPlugConnected} done={connected} title={t("home.connect")} text={t("home.connectText")}>
        <LinkButton to="/settings/integrations" variant={connected ? "default" : "filled"}>
          {t(connected ? "home.seeIntegrations" : "home.connect")}
        </LinkButton>
      </StepCard>
      <StepCard icon={IconBox} done={stocked} title={t("home.stock")} text={t("home.stockText")}>
        <LinkButton to="/inventory/import" variant={connected && !stocked ? "filled" : "default"}>
          {t("home.import")}
        </LinkButton>
        <LinkButton to="/inventory" search={{ add: true }} variant="subtle">
          {t("home.addUnit")}
        </LinkButton>
      </StepCard>
      {demo}
    </ol>
  );
}
