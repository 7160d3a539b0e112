import { PageHeader } from "../../components/page-header.tsx";
import { NoticesScreen } from "../../features/notices/components/notices-screen.tsx";

export function NoticesPage() {
  return (
    <>
      <PageHeader title="Buyer notices" />
      <NoticesScreen />
    </>
  );
}
