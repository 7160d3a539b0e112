import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { type Confinement, ConnectionChoice, isChosen } from "../../../components/connection-choice.tsx";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { useCreateKey } from "../queries/api-key-queries.ts";
import { type Access, type Choice, firstChoice, scopeAreas, scopesOf } from "../scope-words.ts";
import { t } from "../texts.ts";

const lives = () => [
  { value: "30", label: t("keys.days30") },
  { value: "90", label: t("keys.days90") },
  { value: "365", label: t("keys.year") },
  { value: "never", label: t("api-keys.noEnd") },
];
const accesses = () => [
  { value: "none", label: t("keys.scopeNone") },
  { value: "read", label: t("keys.scopeRead") },
  { value: "write", label: t("keys.scopeWrite") },
];

/** Asks what a new key may do, and shows it once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateKey();
  return (
    <Modal opened onClose={onClose} title={create.data ? t("keys.copyNow") : t("keys.newTitle")} centered size="lg">
      {create.data ? (
        <MadeKey text={create.data.key} onClose={onClose} />
      ) : (
        <KeyForm
          busy={create.isPending}
          error={create.error}
          onSubmit={({ name, choice, life, connectionIds }) =>
            create.mutate({
              ...{ name, scopes: scopesOf(choice), connectionIds },
              expiresInDays: life === "never" ? null : Number(life),
            })
          }
        />
      )}
    </Modal>
  );
}

interface KeyFormProps {
  busy: boolean;
  error: unknown;
  onSubmit: (wanted: { name: string; choice: Choice; life: string; connectionIds: Confinement }) => void;
}

function KeyForm({ busy, error, onSubmit }: KeyFormProps) {
  const [name, setName] = useState("");
  const [life, setLife] = useState("90");
  const [choice, setChoice] = useState<Choice>(firstChoice);
  const [connectionIds, setConnectionIds] = useState<Confinement>(null);
  const ready = name.trim() !== "" && scopesOf(choice).length > 0 && isChosen(connectionIds);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSubmit({ name, choice, life, connectionIds });
      }}
    >
      <Stack gap="sm">
        {error ? <FailureNotice error={error} what={t("api-keys.theKeyWasNotMade")} /> : null}
        <TextInput
          label={t("api-keys.name")}
          description={t("api-keys.whatTheKeyIsFor")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label={t("api-keys.validFor")}
          data={lives()}
          value={life}
          onChange={(value) => setLife(value ?? "90")}
        />
        <Stack gap={6}>
          {scopeAreas.map(({ area, label, help }) => (
            <Group key={area} justify="space-between" gap="xs" wrap="nowrap">
              <div>
                {t(label)}{" "}
                <Text span size="sm" c="dimmed">
                  {t(help)}
                </Text>
              </div>
              <SegmentedControl
                size="xs"
                data={accesses()}
                value={choice[area]}
                onChange={(value) => setChoice({ ...choice, [area]: value as Access })}
                aria-label={t("keys.scopeOf", { label: t(label) })}
              />
            </Group>
          ))}
        </Stack>
        <ConnectionChoice label={t("confine.ofKey")} value={connectionIds} onChange={setConnectionIds} />
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={!ready}>
            {t("keys.make")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function MadeKey({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <Stack gap="sm">
      <Note tone="wants">{t("keys.onceText")}</Note>
      <div style={{ overflowWrap: "anywhere" }} data-testid="new-key">
        <CopyText text={text} label={t("api-keys.copyTheKey")} />
      </div>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("api-keys.iHaveCopiedIt")}</Button>
      </Group>
    </Stack>
  );
}
