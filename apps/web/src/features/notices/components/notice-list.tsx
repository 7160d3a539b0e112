import { Button, Skeleton } from "@mantine/core";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t } from "../../../components/empty-texts.ts";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { BuyerNotice } from "../../../lib/api-types.ts";
import { useNoticeChanges, useNotices } from "../queries/notice-queries.ts";
import { noticePlatforms } from "./notice-form.tsx";
import classes from "./notices.module.css";

const states: Readonly<Record<BuyerNotice["state"], { word: string; tone: Tone }>> = {
  waiting: { word: "Waits", tone: "progress" },
  sending: { word: "Being sent", tone: "progress" },
  sent: { word: "Told", tone: "done" },
  failed: { word: "Not told", tone: "failed" },
  unknown: { word: "Not known", tone: "review" },
};

/** The newest notices; those that failed can be sent again. */
export function NoticeList() {
  const notices = useNotices();
  const { retry } = useNoticeChanges();
  if (notices.error && !notices.data)
    return (
      <FailureNotice
        error={notices.error}
        what="The notices could not be loaded."
        onRetry={() => void notices.refetch()}
      />
    );
  if (!notices.data) return <Skeleton height={260} />;
  return (
    <section className={classes.panel} aria-label="Buyers told">
      <h2 className={classes.title}>Buyers told</h2>
      {retry.error && <FailureNotice error={retry.error} what="It was not sent again." />}
      {notices.data.length === 0 && (
        <EmptyState kind="nothing-yet" title="Nobody was told from here yet" text={t("empty.noticesText")}>
          <Button
            variant="default"
            onClick={() => document.getElementById(noticePlatforms)?.querySelector("input")?.focus()}
          >
            {t("empty.choosePlatforms")}
          </Button>
        </EmptyState>
      )}
      <ul className={classes.list}>
        {notices.data.map((notice) => (
          <li key={notice.id} className={classes.row}>
            <span className={classes.what}>
              <PlatformMark platform={notice.platform} />{" "}
              <LinkText inherit to="/orders/$orderId" params={{ orderId: notice.orderId }} className="mono">
                {notice.platformOrderId}
              </LinkText>{" "}
              {notice.buyerName}
              <span className={classes.dim}>
                {notice.message} <TimeText at={notice.sentAt ?? notice.createdAt} />
              </span>
            </span>
            <StateDot {...states[notice.state]} />
            {(notice.state === "failed" || notice.state === "unknown") && (
              <Button
                size="compact-sm"
                variant="default"
                loading={retry.isPending && retry.variables.noticeId === notice.id}
                onClick={() => retry.mutate({ noticeId: notice.id })}
              >
                Send again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
