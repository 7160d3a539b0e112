import { Button } from "@mantine/core";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useAlerts, useReadAlerts } from "../queries/alert-queries.ts";

/** Marks every alert as read. */
export function ReadAllButton() {
  const unread = useAlerts().data?.unread ?? 0;
  const read = useReadAlerts();
  return (
    <Button
      variant="default"
      disabled={unread === 0}
      loading={read.isPending}
      onClick={() => read.mutate({}, { onError: (error) => notifyFailure("That did not work", error) })}
    >
      Mark all as read
    </Button>
  );
}
