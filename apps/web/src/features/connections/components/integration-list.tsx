import { Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { useIntegrations } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";
import classes from "./connection-card.module.css";
import { ConnectionCardView } from "./connection-card.tsx";
import { ConnectionDrawer } from "./connection-drawer.tsx";

interface IntegrationListProps {
  /** The platform whose form is open. */
  open: string | null;
  onOpen: (platform: string | null) => void;
}

/** A card per platform; the form of one of them in a drawer. */
export function IntegrationList({ open, onOpen }: IntegrationListProps) {
  const { integrations, error, retry } = useIntegrations();
  if (error && !integrations)
    return <FailureNotice error={error} what={t("connections.theIntegrationsCouldNotBe")} onRetry={retry} />;
  const opened = integrations?.find(({ manifest }) => manifest.platform === open);
  return (
    <>
      <div className={classes.grid} aria-busy={!integrations}>
        {integrations
          ? integrations.map((integration) => (
              <ConnectionCardView
                key={integration.manifest.platform}
                integration={integration}
                onConfigure={() => onOpen(integration.manifest.platform)}
              />
            ))
          : ["a", "b"].map((key) => <Skeleton key={key} className={classes.skeleton} radius="md" />)}
      </div>
      <ConnectionDrawer integration={opened ?? null} onClose={() => onOpen(null)} />
    </>
  );
}
