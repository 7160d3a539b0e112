import { Button, Select, Skeleton } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import classes from "../../../components/panel.module.css";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Team } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useTeam, useTeamActs } from "../queries/team-queries.ts";
import { isConfinable, type Role, roleChoices, rolesBelow } from "../roles.ts";
import { t } from "../texts.ts";
import { FactorDemand } from "./factor-demand.tsx";
import { InvitationsPanel } from "./invitations-panel.tsx";
import { MemberConnections } from "./member-connections.tsx";

type Member = Team["members"][number];

/** Who works in the workspace, and who was asked to. */
export function TeamPanel() {
  const team = useTeam();
  const [leaving, setLeaving] = useState<Member | null>(null);
  if (team.error)
    return <FailureNotice error={team.error} what={t("team.failed")} onRetry={() => void team.refetch()} />;
  const own = team.data?.members.find(({ me }) => me)?.role ?? "viewer";
  return (
    <>
      <section className={classes.panel} aria-label={t("team.members")} aria-busy={team.isPending}>
        <h2 className={classes.title}>{t("team.members")}</h2>
        {team.isPending && <Skeleton height={40} m="sm" />}
        {team.data?.members.map((member) => (
          <MemberRow key={member.userId} member={member} own={own} onRemove={() => setLeaving(member)} />
        ))}
      </section>
      {team.data && team.data.invitations.length > 0 && <InvitationsPanel invitations={team.data.invitations} />}
      {team.data && <FactorDemand team={team.data} owns={own === "owner"} />}
      {leaving && <RemoveDialog member={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function MemberRow({ member, own, onRemove }: { member: Member; own: Role; onRemove: () => void }) {
  const mayDecide = !member.me && rolesBelow(own).includes(member.role);
  return (
    <div className={classes.row}>
      <div className={classes.about}>
        <div>
          <span className={classes.name}>{member.name}</span>
          {member.me && <span className={classes.dim}> · {t("team.you")}</span>}
        </div>
        <div className={classes.dim}>{member.email}</div>
      </div>
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
      {mayDecide && isConfinable(member.role) && <MemberConnections member={member} />}
      {mayDecide ? <RoleSelect member={member} own={own} /> : <span>{t(`team.${member.role}`)}</span>}
      {mayDecide && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={onRemove}
          aria-label={t("team.removeOf", { name: member.name })}
        >
          {t("team.remove")}
        </Button>
      )}
    </div>
  );
}

function RoleSelect({ member, own }: { member: Member; own: Role }) {
  const { setRole } = useTeamActs();
  const { name, userId } = member;
  const choose = (role: Role) =>
    setRole.mutate(
      { userId, role },
      {
        onSuccess: () => notifyDone({ message: t("team.roleChanged", { name, role: t(`team.${role}`) }) }),
        onError: (error) => notifyFailure(t("team.roleFailed"), error),
      },
    );
  return (
    <Select
      aria-label={t("team.roleOf", { name })}
      data={roleChoices(own)}
      value={member.role}
      onChange={(role) => role && role !== member.role && choose(role)}
      disabled={setRole.isPending}
      allowDeselect={false}
      size="xs"
      w={120}
    />
  );
}

function RemoveDialog({ member: { name, userId }, onClose }: { member: Member; onClose: () => void }) {
  const { remove } = useTeamActs();
  const onSuccess = () => {
    onClose();
    notifyDone({ message: t("team.removed", { name }) });
  };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("team.removeTitle", { name })}
      action={t("team.remove")}
      onConfirm={() => remove.mutate({ userId }, { onSuccess })}
      busy={remove.isPending}
      error={remove.error}
    >
      {t("team.removeText")}
    </ConfirmDialog>
  );
}
