import { Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { useNoticeSettings } from "../queries/notice-queries.ts";
import { t } from "../texts.ts";
import { NoticeForm } from "./notice-form.tsx";
import { NoticeList } from "./notice-list.tsx";
import classes from "./notices.module.css";

/** What buyers are told of their parcels, where, and what has become of it. */
export function NoticesScreen() {
  const settings = useNoticeSettings();
  if (settings.error && !settings.data)
    return (
      <FailureNotice
        error={settings.error}
        what={t("notices.whatBuyersAreToldCould")}
        onRetry={() => void settings.refetch()}
      />
    );
  if (!settings.data) return <Skeleton height={520} />;
  return (
    <div className={classes.page}>
      <NoticeForm settings={settings.data} />
      <NoticeList />
    </div>
  );
}
