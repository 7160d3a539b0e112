import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { notifyDone } from "../../../lib/notify.tsx";
import { useDisconnect } from "../queries/connection-queries.ts";

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
    notifyDone({ message: `${name} is disconnected. Its orders are kept.` });
  });
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Disconnect ${name}?`}
      action="Disconnect"
      onConfirm={() => disconnect.mutate({ connectionId })}
      busy={disconnect.isPending}
      error={disconnect.error}
    >
      The stored keys are deleted and no more orders are read. Orders, links and stock that are already here stay as
      they are.
    </ConfirmDialog>
  );
}
