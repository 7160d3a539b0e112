import { Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { useNotificationAddress } from "../queries/connection-queries.ts";
import classes from "./connection-card.module.css";

interface NotificationDialogProps {
  connectionId: string;
  name: string;
  onClose: () => void;
}

/** Where the platform may announce new orders; asked for only when somebody looks at it, for it is a secret. */
export function NotificationDialog({ connectionId, name, onClose }: NotificationDialogProps) {
  const { mutate, data, error } = useNotificationAddress();
  useEffect(() => mutate({ connectionId }), [mutate, connectionId]);
  return (
    <Modal opened onClose={onClose} title={`Notifications from ${name}`} centered>
      <Stack gap="sm">
        <Text size="sm">
          Register this address on {name} and it announces new orders at once. Without it Counterfoil asks regularly.
          Keep the address to yourself.
        </Text>
        {error && <FailureNotice error={error} what="The address could not be shown." />}
        {data ? (
          <span className={classes.address}>
            <CopyText text={data.url} label="Copy the address" />
          </span>
        ) : (
          !error && <Skeleton height={32} />
        )}
      </Stack>
    </Modal>
  );
}
