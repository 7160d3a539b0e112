import { Drawer } from "@mantine/core";
import type { Integration } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";
import { ConnectionForm } from "./connection-form.tsx";

interface ConnectionDrawerProps {
  integration: Integration | null;
  onClose: () => void;
}

/** The connection form of one platform beside the cards. */
export function ConnectionDrawer({ integration, onClose }: ConnectionDrawerProps) {
  const again = integration?.card.connectionId !== null && integration?.card.status !== "not_connected";
  return (
    <Drawer
      opened={integration !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={
        integration && `${again ? t("connections.reconnect") : t("connections.connect")} ${integration.manifest.name}`
      }
    >
      {integration && <ConnectionForm integration={integration} onDone={onClose} />}
    </Drawer>
  );
}
