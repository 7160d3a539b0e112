import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { notifyDone } from "../../../lib/notify.tsx";
import { useDisconnect } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";

interface DisconnectDialogProps {
  connectionId: string;
  name: string;
  opened: boolean;
  onClose: () => void;
}

/** Asks before the keys are deleted. */
export function DisconnectDialog({ connectionId, name, opened, onClose }: DisconnectDialogProps) {
  const disconnect = useDisconnect(() => {
    onClose();
    notifyDone({ message: t("disconnect.done", { name }) });
  });
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t("disconnect.title", { name })}
      action={t("connections.disconnect")}
      onConfirm={() => disconnect.mutate({ connectionId })}
      busy={disconnect.isPending}
      error={disconnect.error}
    >
      {t("disconnect.text")}
    </ConfirmDialog>
  );
}
