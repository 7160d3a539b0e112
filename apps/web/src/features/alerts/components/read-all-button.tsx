import { Button } from "@mantine/core";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useAlerts, useReadAlerts } from "../queries/alert-queries.ts";
import { t } from "../texts.ts";

/** Marks every alert as read. */
export function ReadAllButton() {
  const unread = useAlerts().data?.unread ?? 0;
  const read = useReadAlerts();
  return (
    <Button
      variant="default"
      disabled={unread === 0}
      loading={read.isPending}
      onClick={() => read.mutate({}, { onError: (error) => notifyFailure(t("alerts.thatDidNotWork"), error) })}
    >
      {t("alerts.markAllAsRead")}
    </Button>
  );
}
