import { Anchor, Button, Divider, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Note } from "../../../components/note.tsx";
import { useSignIn, useSignInWays, useSingleSignOn } from "../queries/account-queries.ts";
import { t } from "../texts.ts";
import { PasswordField } from "./password-field.tsx";
import { SecondFactorForm } from "./second-factor-form.tsx";

interface LoginFormProps {
  onDone: () => void;
  /** Where single sign-on comes back to. */
  back: string;
}

/** Signs in with e-mail and password, and the second factor where one is on; or by the single sign-on provider. */
export function LoginForm({ onDone, back }: LoginFormProps) {
  const [halfway, setHalfway] = useState(false);
  if (halfway) return <SecondFactorForm onDone={onDone} onStartOver={() => setHalfway(false)} />;
  return (
    <Stack gap="md">
      <PasswordForm onDone={(outcome) => (outcome === "in" ? onDone() : setHalfway(true))} />
      <SingleSignOn back={back} />
    </Stack>
  );
}

function PasswordForm({ onDone }: { onDone: (outcome: "in" | "second-factor") => void }) {
  const signIn = useSignIn(onDone);
  const ways = useSignInWays();
  const form = useForm({
    mode: "controlled",
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.trim() ? null : t("account.emailMissing")),
      password: (value) => (value ? null : t("account.passwordMissing")),
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate aria-label={t("account.signIn")}>
      <Stack gap="sm">
        {signIn.error && (
          <Note tone="failed" role="alert">
            {signIn.error.message}
          </Note>
        )}
        <TextInput
          label={t("account.email")}
          type="email"
          autoComplete="username"
          autoFocus
          {...form.getInputProps("email")}
        />
        <PasswordField
          label={t("account.password")}
          autoComplete="current-password"
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={signIn.isPending} mt="xs" size="md">
          {t("account.signIn")}
        </Button>
        {ways?.resetByMail && (
          <Anchor component={Link} to="/forgot-password" size="sm">
            {t("account.forgot")}
          </Anchor>
        )}
      </Stack>
    </form>
  );
}

function SingleSignOn({ back }: { back: string }) {
  const name = useSignInWays()?.singleSignOn;
  const leave = useSingleSignOn("sign-in", back);
  if (!name) return null;
  return (
    <Stack gap="sm">
      <Divider label={t("account.or")} />
      {leave.error && (
        <Note tone="failed" role="alert">
          {leave.error.message}
        </Note>
      )}
      <Button variant="default" size="md" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t("account.signInWith", { name })}
      </Button>
    </Stack>
  );
}
