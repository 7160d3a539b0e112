import { Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { useNotificationAddress } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";
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
    <Modal opened onClose={onClose} title={t("push.title", { name })} centered>
      <Stack gap="sm">
        <Text size="sm">{t("push.text", { name })}</Text>
        {error && <FailureNotice error={error} what={t("push.failed")} />}
        {data ? (
          <span className={classes.address}>
            <CopyText text={data.url} label={t("push.copy")} />
          </span>
        ) : (
          !error && <Skeleton height={32} />
        )}
      </Stack>
    </Modal>
  );
}
