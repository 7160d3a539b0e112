import { PageHeader } from "../../components/page-header.tsx";
import { PrintMenu } from "../../features/documents/components/print-menu.tsx";
import { BulkPostageScreen } from "../../features/postage/components/bulk-postage-screen.tsx";
import { t } from "../../features/postage/texts.ts";

export function PostageOrdersPage() {
  return (
    <>
      <PageHeader title={t("postage.buyPostage")} />
      <BulkPostageScreen printLabels={(orderIds) => <PrintMenu orderIds={orderIds} kinds={["labels"]} />} />
    </>
  );
}
