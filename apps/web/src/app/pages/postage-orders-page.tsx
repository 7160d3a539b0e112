import { PageHeader } from "../../components/page-header.tsx";
import { PrintMenu } from "../../features/documents/components/print-menu.tsx";
import { BulkPostageScreen } from "../../features/postage/components/bulk-postage-screen.tsx";

export function PostageOrdersPage() {
  return (
    <>
      <PageHeader title="Buy postage" />
      <BulkPostageScreen printLabels={(orderIds) => <PrintMenu orderIds={orderIds} kinds={["labels"]} />} />
    </>
  );
}
