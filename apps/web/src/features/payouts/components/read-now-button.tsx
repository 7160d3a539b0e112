import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useReadNow } from "../queries/payout-queries.ts";
import { t } from "../texts.ts";

/** Has banks and platforms read now; the page follows by itself. */
export function ReadNowButton({ icon }: { icon: ReactNode }) {
  const read = useReadNow();
  return (
    <Button
      leftSection={icon}
      loading={read.isPending}
      onClick={() =>
        read.mutate(undefined, {
          onSuccess: ({ started }) =>
            notifyDone({ message: started > 0 ? t("payouts.reading") : t("payouts.nothingConnected") }),
          onError: (error) => notifyFailure(t("payouts.nothingRead"), error),
        })
      }
    >
      {t("payouts.readNow")}
    </Button>
  );
}
