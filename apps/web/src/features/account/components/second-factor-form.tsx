import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Note } from "../../../components/note.tsx";
import { useSecondFactor } from "../queries/account-queries.ts";
import { t } from "../texts.ts";

/** The second step of the sign-in: a code of the app, or one of the recovery codes. */
export function SecondFactorForm({ onDone, onStartOver }: { onDone: () => void; onStartOver: () => void }) {
  const prove = useSecondFactor(onDone);
  const [kind, setKind] = useState<"app" | "recovery">("app");
  const [code, setCode] = useState("");
  const isApp = kind === "app";
  const turn = () => {
    setKind(isApp ? "recovery" : "app");
    setCode("");
    prove.reset();
  };
  return (
    <form
      aria-label={t("account.secondStep")}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        prove.mutate({ kind, code });
      }}
    >
      <Stack gap="sm">
        {prove.error && (
          <Note tone="failed" role="alert">
            {prove.error.message}
          </Note>
        )}
        {isApp && <Text size="sm">{t("account.secondStepText")}</Text>}
        <TextInput
          key={kind}
          label={t(isApp ? "account.code" : "account.recoveryCode")}
          inputMode={isApp ? "numeric" : "text"}
          autoComplete="one-time-code"
          className="mono"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoFocus
        />
        <Button type="submit" loading={prove.isPending} disabled={code.trim() === ""} size="md">
          {t("account.signIn")}
        </Button>
        <Group justify="space-between">
          <Button variant="subtle" size="compact-sm" onClick={turn}>
            {t(isApp ? "account.useRecovery" : "account.useApp")}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={onStartOver}>
            {t("account.startOver")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
