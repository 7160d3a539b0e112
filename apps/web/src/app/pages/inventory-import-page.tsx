import { PageHeader } from "../../components/page-header.tsx";
import { ImportScreen } from "../../features/inventory/components/import-screen.tsx";
import { t } from "../../features/inventory/texts.ts";

export function InventoryImportPage() {
  return (
    <>
      <PageHeader title={t("inventory.importStock")} />
      <ImportScreen />
    </>
  );
}
