import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import {
  type Confinement,
  ConnectionChoice,
  confinementWords,
  isChosen,
} from "../../../components/connection-choice.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import type { Team } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useTeamActs } from "../queries/team-queries.ts";
import { t } from "../texts.ts";

type Member = Team["members"][number];

/** Which connections a packer or viewer works with, and the button that changes it. */
export function MemberConnections({ member }: { member: Member }) {
  const [open, setOpen] = useState(false);
  const words = confinementWords(member.connectionIds);
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => setOpen(true)}
        aria-label={`${words}: ${t("team.connectionsOf", { name: member.name })}`}
      >
        {words}
      </Button>
      {open && <ConnectionsDialog member={member} onClose={() => setOpen(false)} />}
    </>
  );
}

function ConnectionsDialog({
  member: { name, userId, connectionIds },
  onClose,
}: {
  member: Member;
  onClose: () => void;
}) {
  const { setConnections } = useTeamActs();
  const [chosen, setChosen] = useState<Confinement>(connectionIds);
  const onSuccess = () => {
    onClose();
    notifyDone({ message: t("team.connectionsChanged", { name }) });
  };
  return (
    <Modal opened onClose={onClose} title={t("team.connectionsOf", { name })} centered>
      <Stack gap="md">
        {setConnections.error ? (
          <FailureNotice error={setConnections.error} what={t("team.connectionsFailed")} />
        ) : null}
        <ConnectionChoice label={t("team.connections")} value={chosen} onChange={setChosen} />
        <Group justify="flex-end">
          <Button
            loading={setConnections.isPending}
            disabled={!isChosen(chosen)}
            onClick={() => setConnections.mutate({ userId, connectionIds: chosen }, { onSuccess })}
          >
            {t("team.connectionsSave")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
