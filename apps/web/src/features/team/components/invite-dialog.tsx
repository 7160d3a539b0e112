import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { type Confinement, ConnectionChoice, isChosen } from "../../../components/connection-choice.tsx";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { fieldErrors, readFailure } from "../../../lib/failure.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useTeamActs } from "../queries/team-queries.ts";
import { isConfinable, type Role, roleChoices, roleText } from "../roles.ts";
import { t } from "../texts.ts";

/** Asks somebody into the workspace; where no e-mail is sent, it shows the link once. */
export function InviteDialog({ own, onClose }: { own: Role; onClose: () => void }) {
  const { invite } = useTeamActs();
  const [made, setMade] = useState<{ email: string; link: string } | null>(null);
  const send = ({ email, role, connectionIds }: Invited) =>
    invite.mutate(
      { email, role, connectionIds },
      {
        onSuccess: ({ link }) => {
          if (link !== null) return setMade({ email, link });
          onClose();
          notifyDone({ message: t("team.sent", { email }) });
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title={t(made ? "team.linkTitle" : "team.invite")} centered size="lg">
      {made ? (
        <MadeLink {...made} onClose={onClose} />
      ) : (
        <InviteForm own={own} onSubmit={send} busy={invite.isPending} error={invite.error} />
      )}
    </Modal>
  );
}

interface Invited {
  email: string;
  role: Role;
  connectionIds: Confinement;
}

interface InviteFormProps {
  own: Role;
  onSubmit: (invited: Invited) => void;
  busy: boolean;
  error: unknown;
}

function InviteForm({ own, onSubmit, busy, error }: InviteFormProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("packer");
  const [chosen, setChosen] = useState<Confinement>(null);
  const connectionIds = isConfinable(role) ? chosen : null;
  const fields: Record<string, string> = error ? fieldErrors(readFailure(error)) : {};
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ email: email.trim(), role, connectionIds });
      }}
    >
      <Stack gap="md">
        {error ? <FailureNotice error={error} what={t("team.notInvited")} hideIssues /> : null}
        <TextInput
          label={t("team.email")}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fields["email"]}
          data-autofocus
        />
        <Radio.Group label={t("team.role")} value={role} onChange={(value) => setRole(value as Role)}>
          <Stack gap="xs" mt={6}>
            {roleChoices(own).map(({ value, label }) => (
              <Radio key={value} value={value} label={label} description={roleText(value)} />
            ))}
          </Stack>
        </Radio.Group>
        {isConfinable(role) && <ConnectionChoice label={t("team.connections")} value={chosen} onChange={setChosen} />}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={email.trim() === "" || !isChosen(connectionIds)}>
            {t("team.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function MadeLink({ email, link, onClose }: { email: string; link: string; onClose: () => void }) {
  return (
    <Stack gap="sm">
      <Note tone="wants">{t("team.linkText", { email })}</Note>
      <div style={{ overflowWrap: "anywhere" }} data-testid="invitation-link">
        <CopyText text={link} label={t("team.copyLink")} />
      </div>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("team.linkCopied")}</Button>
      </Group>
    </Stack>
  );
}
