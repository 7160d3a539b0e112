import { PageHeader } from "../../components/page-header.tsx";
import { ImportScreen } from "../../features/inventory/components/import-screen.tsx";

export function InventoryImportPage() {
  return (
    <>
      <PageHeader title="Import stock" />
      <ImportScreen />
    </>
  );
}
