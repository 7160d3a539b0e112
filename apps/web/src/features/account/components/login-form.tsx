import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Note } from "../../../components/note.tsx";
import { useSignIn } from "../queries/account-queries.ts";

/** Signs in with e-mail and password. */
export function LoginForm({ onDone }: { onDone: () => void }) {
  const signIn = useSignIn(onDone);
  const form = useForm({
    mode: "controlled",
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.trim() ? null : "Write your e-mail address."),
      password: (value) => (value ? null : "Write your password."),
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate aria-label="Sign in">
      <Stack gap="sm">
        {signIn.error && (
          <Note tone="failed" role="alert">
            {signIn.error.message}
          </Note>
        )}
        <TextInput label="E-mail" type="email" autoComplete="username" autoFocus {...form.getInputProps("email")} />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the password" }}
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={signIn.isPending} mt="xs" size="md">
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
