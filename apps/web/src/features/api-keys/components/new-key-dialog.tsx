import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { useCreateKey } from "../queries/api-key-queries.ts";
import { type Access, type Choice, firstChoice, scopeAreas, scopesOf } from "../scope-words.ts";

const lives = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "No end" },
];
const accesses = [
  { value: "none", label: "Nothing" },
  { value: "read", label: "Read" },
  { value: "write", label: "Write" },
];

/** Asks what a new key may do, and shows it once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateKey();
  return (
    <Modal opened onClose={onClose} title={create.data ? "Copy the key now" : "New API key"} centered size="lg">
      {create.data ? (
        <MadeKey text={create.data.key} onClose={onClose} />
      ) : (
        <KeyForm
          busy={create.isPending}
          error={create.error}
          onSubmit={(name, choice, life) =>
            create.mutate({ name, scopes: scopesOf(choice), expiresInDays: life === "never" ? null : Number(life) })
          }
        />
      )}
    </Modal>
  );
}

interface KeyFormProps {
  busy: boolean;
  error: unknown;
  onSubmit: (name: string, choice: Choice, life: string) => void;
}

function KeyForm({ busy, error, onSubmit }: KeyFormProps) {
  const [name, setName] = useState("");
  const [life, setLife] = useState("90");
  const [choice, setChoice] = useState<Choice>(firstChoice);
  const ready = name.trim() !== "" && scopesOf(choice).length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSubmit(name, choice, life);
      }}
    >
      <Stack gap="sm">
        {error ? <FailureNotice error={error} what="The key was not made." /> : null}
        <TextInput
          label="Name"
          description="What the key is for."
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select label="Valid for" data={lives} value={life} onChange={(value) => setLife(value ?? "90")} />
        <Stack gap={6}>
          {scopeAreas.map(({ area, label, help }) => (
            <Group key={area} justify="space-between" gap="xs">
              <div>
                {label}{" "}
                <Text span size="sm" c="dimmed">
                  {help}
                </Text>
              </div>
              <SegmentedControl
                size="xs"
                data={accesses}
                value={choice[area]}
                onChange={(value) => setChoice({ ...choice, [area]: value as Access })}
                aria-label={`What the key may do with ${label}`}
              />
            </Group>
          ))}
        </Stack>
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={!ready}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function MadeKey({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <Stack gap="sm">
      <Note tone="wants">
        It is shown this once: only a fingerprint is kept here. Whoever has it acts in your name.
      </Note>
      <div style={{ overflowWrap: "anywhere" }} data-testid="new-key">
        <CopyText text={text} label="Copy the key" />
      </div>
      <Group justify="flex-end">
        <Button onClick={onClose}>I have copied it</Button>
      </Group>
    </Stack>
  );
}
