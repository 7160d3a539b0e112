import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { useAskReset } from "../queries/account-queries.ts";
import { t } from "../texts.ts";

/** Asks for a link by e-mail. What it answers is the same for every address. */
export function AskResetForm() {
  const ask = useAskReset();
  const [email, setEmail] = useState("");
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ email });
      }}
    >
      <Stack gap="sm">
        {ask.error && <FailureNotice error={ask.error} what={t("account.askFailed")} />}
        {ask.data && (
          <Note tone="done" role="status">
            {t("account.asked")}
          </Note>
        )}
        <TextInput
          label={t("account.email")}
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" loading={ask.isPending} disabled={email.trim() === ""} size="md">
          {t("account.ask")}
        </Button>
        <Anchor component={Link} to="/login" size="sm">
          {t("account.toSignIn")}
        </Anchor>
      </Stack>
    </form>
  );
}
