import { Button, Skeleton } from "@mantine/core";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t as emptyText } from "../../../components/empty-texts.ts";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { BuyerNotice } from "../../../lib/api-types.ts";
import { statesBy } from "../../../lib/language/words-by.ts";
import { useNoticeChanges, useNotices } from "../queries/notice-queries.ts";
import { t } from "../texts.ts";
import { noticePlatforms } from "./notice-form.tsx";
import classes from "./notices.module.css";

const states: Readonly<Record<BuyerNotice["state"], { word: string; tone: Tone }>> = statesBy(t, {
  waiting: { word: "notices.waits", tone: "progress" },
  sending: { word: "notices.beingSent", tone: "progress" },
  sent: { word: "notices.told", tone: "done" },
  failed: { word: "notices.notTold", tone: "failed" },
  unknown: { word: "notices.notKnown", tone: "review" },
});

/** The newest notices; those that failed can be sent again. */
export function NoticeList() {
  const notices = useNotices();
  const { retry } = useNoticeChanges();
  if (notices.error && !notices.data)
    return <FailureNotice error={notices.error} what={t("notices.failed")} onRetry={() => void notices.refetch()} />;
  if (!notices.data) return <Skeleton height={260} />;
  return (
    <section className={classes.panel} aria-label={t("notices.buyersTold")}>
      <h2 className={classes.title}>{t("notices.buyersTold")}</h2>
      {retry.error && <FailureNotice error={retry.error} what={t("notices.itWasNotSentAgain")} />}
      {notices.data.length === 0 && (
        <EmptyState kind="nothing-yet" title={t("notices.nobodyWasToldFromHere")} text={emptyText("empty.noticesText")}>
          <Button
            variant="default"
            onClick={() => document.getElementById(noticePlatforms)?.querySelector("input")?.focus()}
          >
            {emptyText("empty.choosePlatforms")}
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
                {t("notices.sendAgain")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
