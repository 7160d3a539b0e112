import { Button } from "@mantine/core";
import { confinementWords } from "../../../components/connection-choice.tsx";
import classes from "../../../components/panel.module.css";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Team } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useTeamActs } from "../queries/team-queries.ts";
import { t } from "../texts.ts";

type Invitation = Team["invitations"][number];

/** Invitations that wait for somebody, or waited too long. */
export function InvitationsPanel({ invitations }: { invitations: readonly Invitation[] }) {
  return (
    <section className={classes.panel} aria-label={t("team.invitations")}>
      <h2 className={classes.title}>{t("team.invitations")}</h2>
      {invitations.map((invitation) => (
        <InvitationRow key={invitation.id} invitation={invitation} />
      ))}
    </section>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { takeBack } = useTeamActs();
  const { id, email, role, connectionIds, mailed, state, expiresAt } = invitation;
  const over = state === "expired";
  const end = () =>
    takeBack.mutate(
      { invitationId: id },
      {
        onSuccess: () => notifyDone({ message: t("team.takenBack", { email }) }),
        onError: (error) => notifyFailure(t("team.notTakenBack"), error),
      },
    );
  return (
    <div className={classes.row}>
      <div className={classes.about}>
        <div className={classes.name}>{email}</div>
        <div className={classes.dim}>
          {t(`team.${role}`)} · {t(mailed ? "team.mailed" : "team.byHand")}
          {connectionIds !== null && ` · ${confinementWords(connectionIds)}`}
        </div>
      </div>
      <StateDot tone={over ? "off" : "progress"} word={t(over ? "team.expired" : "team.waiting")} />
      {!over && (
        <span className={classes.dim}>
          {t("team.expires")} <TimeText at={expiresAt} as="day" />
        </span>
      )}
      <Button
        variant="default"
        size="compact-sm"
        loading={takeBack.isPending}
        onClick={end}
        aria-label={t("team.takeBackOf", { email })}
      >
        {t("team.takeBack")}
      </Button>
    </div>
  );
}
