import { Button, Skeleton } from "@mantine/core";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t as emptyText } from "../../../components/empty-texts.ts";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LastLooked } from "../../../components/last-check.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Alert } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useAlerts, useReadAlerts, useTellAgain } from "../queries/alert-queries.ts";
import { t } from "../texts.ts";
import { AlertSettingsButton } from "./alert-settings.tsx";
import classes from "./alerts.module.css";

/** What a seller should know, newest first. */
export function AlertList({ all }: { all: boolean }) {
  const alerts = useAlerts(all ? "all" : "open");
  if (alerts.error)
    return (
      <FailureNotice
        error={alerts.error}
        what={t("alerts.theAlertsCouldNotBe")}
        onRetry={() => void alerts.refetch()}
      />
    );
  if (alerts.isPending) return <Skeleton height={160} />;
  if (alerts.data.alerts.length === 0 && all)
    return (
      <EmptyState kind="nothing-yet" title={emptyText("empty.alertsNever")} text={emptyText("empty.alertsNeverText")}>
        <AlertSettingsButton />
      </EmptyState>
    );
  if (alerts.data.alerts.length === 0)
    return (
      <EmptyState
        kind="clear"
        title={t("home.clear")}
        text={
          <>
            {t("alerts.nothingWantsYourAttention")} <LastLooked at={alerts.dataUpdatedAt} />
          </>
        }
      />
    );
  return (
    <ul className={classes.list} aria-label={t("place.alerts")}>
      {alerts.data.alerts.map((alert) => (
        <AlertItem key={alert.id} alert={alert} />
      ))}
    </ul>
  );
}

function AlertItem({ alert }: { alert: Alert }) {
  const read = useReadAlerts();
  const state =
    alert.resolvedAt !== null
      ? ({ tone: "done", word: t("alerts.over") } as const)
      : alert.severity === "urgent"
        ? ({ tone: "failed", word: t("alerts.urgent") } as const)
        : ({ tone: "wants", word: t("alerts.look") } as const);
  const onError = (error: unknown) => notifyFailure(t("alerts.thatDidNotWork"), error);
  return (
    <li className={classes.alert} data-read={alert.readAt !== null}>
      <StateDot {...state} />
      <div>
        <div className={classes.title}>{alert.title}</div>
        <div>{alert.text}</div>
        <div className={classes.dim}>
          <TimeText at={alert.raisedAt} />
          {alert.deliveries.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} />
          ))}
        </div>
      </div>
      <div className={classes.acts}>
        {alert.link && (
          <Button component="a" href={alert.link} size="compact-sm" variant="default">
            {t("alerts.open")}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => read.mutate({ alertId: alert.id, read: alert.readAt === null }, { onError })}
        >
          {alert.readAt === null ? t("alerts.markAsRead") : t("alerts.markAsUnread")}
        </Button>
      </div>
    </li>
  );
}

const words = {
  get pending() {
    return t("alerts.onItsWay");
  },
  sent: "told",
  get failed() {
    return t("alerts.notTold");
  },
} as const;

function Delivery({ delivery }: { delivery: Alert["deliveries"][number] }) {
  const { mail, post } = useTellAgain();
  const onError = (error: unknown) => notifyFailure(t("alerts.itWasNotSentAgain"), error);
  const again = () =>
    delivery.webhookId === null
      ? mail.mutate({ deliveryId: delivery.id }, { onError })
      : post.mutate({ webhookDeliveryId: delivery.id }, { onError });
  const way = delivery.webhookId === null ? "E-mail" : t("alerts.webhook");
  return (
    <span title={delivery.error ?? undefined}>
      {" · "}
      {way} {words[delivery.state]}
      {delivery.state !== "pending" && (
        <Button size="compact-xs" variant="subtle" loading={mail.isPending || post.isPending} onClick={again}>
          {t("alerts.sendAgain")}
        </Button>
      )}
    </span>
  );
}
