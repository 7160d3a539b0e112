import { Button, Group, Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import classes from "../../../components/panel.module.css";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { AccountSession } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { readDevice } from "../device-name.ts";
import { useAccountActs, useSessions } from "../queries/account-queries.ts";
import { t } from "../texts.ts";

const failed = (error: unknown) => notifyFailure(t("account.notEnded"), error);

function deviceName(userAgent: string | null): string {
  const { browser, system } = readDevice(userAgent);
  if (browser && system) return t("account.on", { browser, system });
  return browser ?? system ?? t("account.unknownDevice");
}

/** Every device that is signed in, each with the button that signs it out. */
export function SessionsPanel() {
  const sessions = useSessions();
  const { endOthers } = useAccountActs();
  if (sessions.error)
    return (
      <FailureNotice
        error={sessions.error}
        what={t("account.sessionsFailed")}
        onRetry={() => void sessions.refetch()}
      />
    );
  const endAll = () =>
    endOthers.mutate(undefined, {
      onSuccess: ({ ended }) => notifyDone({ message: t("account.ended", { count: ended }) }),
      onError: failed,
    });
  return (
    <section className={classes.panel} aria-label={t("account.sessions")} aria-busy={sessions.isPending}>
      <h2 className={classes.title}>{t("account.sessions")}</h2>
      {sessions.isPending && <Skeleton height={40} m="sm" />}
      {sessions.data?.map((session) => (
        <SessionRow key={session.id} session={session} />
      ))}
      {sessions.data && sessions.data.length > 1 && (
        <Group className={classes.row} justify="flex-end">
          <Button variant="default" size="compact-sm" loading={endOthers.isPending} onClick={endAll}>
            {t("account.endOthers")}
          </Button>
        </Group>
      )}
    </section>
  );
}

function SessionRow({ session }: { session: AccountSession }) {
  const { endSession } = useAccountActs();
  const device = deviceName(session.userAgent);
  const end = () =>
    endSession.mutate(
      { session: session.id },
      { onSuccess: () => notifyDone({ message: t("account.ended", { count: 1 }) }), onError: failed },
    );
  return (
    <div className={classes.row}>
      <div className={classes.about}>
        <div className={classes.name}>{device}</div>
        <div className={classes.dim}>
          {session.address && <span className="mono">{session.address} · </span>}
          {t("account.signedIn")} <TimeText at={session.signedInAt} />
        </div>
      </div>
      {session.current ? (
        <StateDot tone="done" word={t("account.here")} />
      ) : (
        <>
          <span className={classes.dim}>
            {t("account.seen")} <TimeText at={session.lastSeenAt} />
          </span>
          <Button
            variant="default"
            size="compact-sm"
            loading={endSession.isPending}
            onClick={end}
            aria-label={t("account.endSessionOf", { device })}
          >
            {t("account.endSession")}
          </Button>
        </>
      )}
    </div>
  );
}
