import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { OrderDetail } from "../../../lib/api-types.ts";
import { useLabels } from "../queries/order-queries.ts";
import { t } from "../texts.ts";

/** Saves the platform's own label, or says why there is none. */
export function LabelButton({ order }: { order: OrderDetail }) {
  const labels = useLabels();
  const [refused] = labels.data?.flatMap(({ error }) => error ?? []) ?? [];
  return (
    <>
      <Button
        mt="sm"
        fullWidth
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden="true" />}
        loading={labels.isPending}
        onClick={() => labels.mutate({ orderIds: [order.id] })}
      >
        {t("orders.labelFrom", { platform: platformName(order.platform) })}
      </Button>
      {refused && (
        <Note tone="wants" role="status" onClose={labels.reset}>
          {refused.message} {refused.remedy}
        </Note>
      )}
      {labels.data && !refused && (
        <Note tone="done" role="status" onClose={labels.reset}>
          {t("orders.saved", {
            labels: labels.data.flatMap(({ documents }) => documents.map(({ fileName }) => fileName)).join(", "),
          })}
        </Note>
      )}
      {labels.error && <FailureNotice error={labels.error} what={t("orders.theLabelCouldNotBe")} />}
    </>
  );
}
