import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { type Integration, useRunNow } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";
import classes from "./connection-card.module.css";
import { DisconnectDialog } from "./disconnect-dialog.tsx";
import { NotificationDialog } from "./notification-dialog.tsx";

interface ConnectionActionsProps {
  integration: Integration;
  testing: boolean;
  onTest: () => void;
  onConfigure: () => void;
}

/** The buttons of one card. */
export function ConnectionActions({ integration, testing, onTest, onConfigure }: ConnectionActionsProps) {
  const { manifest, card } = integration;
  const [asking, dialog] = useDisclosure();
  const [showing, address] = useDisclosure();
  const runNow = useRunNow();
  if (!card.connectionId || card.status === "not_connected") {
    return (
      <div className={classes.actions}>
        <Button onClick={onConfigure} aria-label={t("connections.connectOf", { name: manifest.name })}>
          {t("connections.connect")}
        </Button>
      </div>
    );
  }
  const connectionId = card.connectionId;
  const run = () =>
    runNow.mutate(
      { connectionId, kind: "orders" },
      {
        onSuccess: () => notifyDone({ message: t("connections.readingOf", { name: manifest.name }) }),
        onError: (error) => notifyFailure(t("connections.theRunDidNotStart"), error),
      },
    );
  return (
    <div className={classes.actions}>
      <Button variant="default" onClick={onTest} loading={testing}>
        {t("connections.test")}
      </Button>
      {manifest.capabilities.orders && (
        <Button variant="default" onClick={run} loading={runNow.isPending} disabled={card.status !== "connected"}>
          {t("connections.runNow")}
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon ml="auto" size="lg" aria-label={t("connections.moreAbout", { name: manifest.name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onConfigure}>{t("connections.reconnect")}</Menu.Item>
          {manifest.capabilities.webhooks && (
            <Menu.Item onClick={address.open}>{t("connections.notificationAddress")}</Menu.Item>
          )}
          <Menu.Item c="var(--cf-failed-text)" onClick={dialog.open}>
            {t("connections.disconnect")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DisconnectDialog connectionId={connectionId} name={manifest.name} opened={asking} onClose={dialog.close} />
      {showing && <NotificationDialog connectionId={connectionId} name={manifest.name} onClose={address.close} />}
    </div>
  );
}
