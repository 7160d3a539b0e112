import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useReadNow } from "../queries/payout-queries.ts";

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
            notifyDone({ message: started > 0 ? "They are being read." : "No bank or shop is connected to read." }),
          onError: (error) => notifyFailure("Nothing was read", error),
        })
      }
    >
      Read now
    </Button>
  );
}
