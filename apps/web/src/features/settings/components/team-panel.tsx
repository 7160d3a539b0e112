import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { trpc } from "../../../lib/api.ts";
import type { Team } from "../../../lib/api-types.ts";
import { t } from "../../../lib/language/language.ts";
import classes from "./settings.module.css";

/** Who works in the workspace, and who was asked to. */
export function TeamPanel() {
  const team = useQuery(trpc.team.list.queryOptions());
  if (team.error)
    return <FailureNotice error={team.error} what={t("team.failed")} onRetry={() => void team.refetch()} />;
  return (
    <section className={classes.panel} aria-label={t("team.members")} aria-busy={team.isPending}>
      <h2 className={classes.title}>{t("team.members")}</h2>
      {team.isPending && <Skeleton height={40} m="sm" />}
      {team.data?.members.map((member) => (
        <MemberRow key={member.userId} member={member} />
      ))}
    </section>
  );
}

function MemberRow({ member }: { member: Team["members"][number] }) {
  return (
    <div className={classes.row}>
      <div className={classes.about}>
        <div>
          <span className={classes.name}>{member.name}</span>
          {member.me && <span className={classes.dim}> · {t("team.you")}</span>}
        </div>
        <div className={classes.dim}>{member.email}</div>
      </div>
      <span>{t(`team.${member.role}`)}</span>
      <StateDot tone={member.twoFactor ? "done" : "off"} word={t(member.twoFactor ? "team.factor" : "team.noFactor")} />
      <span className={classes.dim}>
        {member.lastSeenAt ? (
          <>
            {t("team.seen")} <TimeText at={member.lastSeenAt} />
          </>
        ) : (
          t("team.neverSeen")
        )}
      </span>
    </div>
  );
}
