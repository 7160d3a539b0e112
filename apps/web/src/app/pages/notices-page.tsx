import { PageHeader } from "../../components/page-header.tsx";
import { NoticesScreen } from "../../features/notices/components/notices-screen.tsx";
import { t } from "../../features/notices/texts.ts";

export function NoticesPage() {
  return (
    <>
      <PageHeader title={t("notices.buyerNotices")} />
      <NoticesScreen />
    </>
  );
}
