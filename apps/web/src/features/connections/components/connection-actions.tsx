import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { type Integration, useRunNow } from "../queries/connection-queries.ts";
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
        <Button onClick={onConfigure} aria-label={`Connect ${manifest.name}`}>
          Connect
        </Button>
      </div>
    );
  }
  const connectionId = card.connectionId;
  const run = () =>
    runNow.mutate(
      { connectionId, kind: "orders" },
      {
        onSuccess: () => notifyDone({ message: `Reading orders from ${manifest.name}.` }),
        onError: (error) => notifyFailure("The run did not start.", error),
      },
    );
  return (
    <div className={classes.actions}>
      <Button variant="default" onClick={onTest} loading={testing}>
        Test
      </Button>
      {manifest.capabilities.orders && (
        <Button variant="default" onClick={run} loading={runNow.isPending} disabled={card.status !== "connected"}>
          Run now
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon ml="auto" size="lg" aria-label={`More about ${manifest.name}`}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onConfigure}>Reconnect</Menu.Item>
          {manifest.capabilities.webhooks && <Menu.Item onClick={address.open}>Notification address</Menu.Item>}
          <Menu.Item c="var(--cf-failed-text)" onClick={dialog.open}>
            Disconnect
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DisconnectDialog connectionId={connectionId} name={manifest.name} opened={asking} onClose={dialog.close} />
      {showing && <NotificationDialog connectionId={connectionId} name={manifest.name} onClose={address.close} />}
    </div>
  );
}
