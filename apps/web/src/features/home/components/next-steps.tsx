import { IconBox, IconPlugConnected } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { LinkButton } from "../../../components/link-button.tsx";
import classes from "../../../components/step-card.module.css";
import { StepCard } from "../../../components/step-card.tsx";

interface NextStepsProps {
  connected: boolean;
  stocked: boolean;
  /** The offer of the demo shop; null where it is not to be had. */
  demo: ReactNode;
}

/** The way from an empty workspace to the first linked sale. */
export function NextSteps({ connected, stocked, demo }: NextStepsProps) {
  return (
    <ol className={classes.list} aria-label="Next steps">
      <StepCard
        icon={IconPlugConnected}
        done={connected}
        title="Connect a shop"
        text="Sign in to eBay or paste your BrickLink keys. Orders of the last 90 days are read at once."
      >
        <LinkButton to="/settings/integrations" variant={connected ? "default" : "filled"}>
          {connected ? "See the integrations" : "Connect a shop"}
        </LinkButton>
      </StepCard>
      <StepCard
        icon={IconBox}
        done={stocked}
        title="Add your stock"
        text="Import a CSV of what is on the shelf, or add units one by one. Sales are tied to these units."
      >
        <LinkButton to="/inventory/import" variant={connected && !stocked ? "filled" : "default"}>
          Import a CSV
        </LinkButton>
        <LinkButton to="/inventory" search={{ add: true }} variant="subtle">
          Add one unit
        </LinkButton>
      </StepCard>
      {demo}
    </ol>
  );
}
