import { Button, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { Note } from "../../../components/note.tsx";
import type { Invitation } from "../../../lib/api-types.ts";
import { fieldErrors, readFailure } from "../../../lib/failure.ts";
import { useAcceptInvitation, useInvitation } from "../queries/account-queries.ts";
import { t } from "../texts.ts";
import { LoginForm } from "./login-form.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

interface InvitationPanelProps {
  token: string;
  onDone: () => void;
  onSignOut: () => void;
}

// No such invitation, or an address that was cut off on its way.
const leadsNowhere: ReadonlySet<string> = new Set(["not_found", "invalid"]);

/** What an invitation is for, and the one step that is left: an account, the sign-in, or joining. */
export function InvitationPanel({ token, onDone, onSignOut }: InvitationPanelProps) {
  const invitation = useInvitation(token);
  const accept = useAcceptInvitation(onDone);
  if (invitation.error)
    return leadsNowhere.has(readFailure(invitation.error).code) ? (
      <Stack gap="md">
        <Note tone="failed" role="alert">
          {t("invite.failed")}
        </Note>
        <LinkButton to="/login" variant="default">
          {t("account.toSignIn")}
        </LinkButton>
      </Stack>
    ) : (
      <FailureNotice error={invitation.error} onRetry={() => void invitation.refetch()} />
    );
  if (!invitation.data) return <Skeleton height={120} />;
  const { workspace, role, email, next } = invitation.data;
  const failure = accept.error ? readFailure(accept.error) : null;
  return (
    <Stack gap="md">
      <Text>{t("invite.text", { workspace, role: t(`team.${role}`) })}</Text>
      {failure && failure.issues.length === 0 && <FailureNotice error={accept.error} what={t("invite.notMade")} />}
      {next === "make-account" && (
        <AccountForm
          invitation={invitation.data}
          onSubmit={(values) => accept.mutate({ token, ...values })}
          busy={accept.isPending}
          errors={failure ? fieldErrors(failure) : {}}
        />
      )}
      {next === "join" && (
        <Button size="md" loading={accept.isPending} onClick={() => accept.mutate({ token })}>
          {t("invite.join")}
        </Button>
      )}
      {next === "sign-in" && (
        <>
          <Text size="sm">{t("invite.signIn", { email })}</Text>
          <LoginForm onDone={() => void invitation.refetch()} back="/" />
        </>
      )}
      {next === "other-account" && (
        <>
          <Note tone="wants">{t("invite.other", { email })}</Note>
          <Button variant="default" onClick={onSignOut}>
            {t("invite.signOut")}
          </Button>
        </>
      )}
    </Stack>
  );
}

interface AccountFormProps {
  invitation: Invitation;
  onSubmit: (values: { name: string; password: string }) => void;
  busy: boolean;
  errors: Record<string, string>;
}

function AccountForm({ invitation: { email, workspace }, onSubmit, busy, errors }: AccountFormProps) {
  const [values, setValues] = useState({ name: "", password: "" });
  return (
    <form
      noValidate
      aria-label={t("invite.make")}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(values);
      }}
    >
      <Stack gap="sm">
        <TextInput label={t("account.email")} type="email" autoComplete="username" value={email} readOnly />
        <TextInput
          label={t("invite.name")}
          autoComplete="name"
          autoFocus
          value={values.name}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
          error={errors["name"]}
        />
        <NewPasswordField
          label={t("account.password")}
          value={values.password}
          onChange={(password) => setValues({ ...values, password })}
          personal={[...values.name.split(/\s+/), email.split("@")[0] ?? "", workspace]}
          error={errors["password"]}
        />
        <Button type="submit" loading={busy} size="md">
          {t("invite.make")}
        </Button>
      </Stack>
    </form>
  );
}
