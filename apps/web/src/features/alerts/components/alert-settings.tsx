import { Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from "@mantine/core";
import { IconSettings } from "@tabler/icons-react";
import { useState } from "react";
import type { AlertSettings } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useAlertSettings, useSetAlertSettings } from "../queries/alert-queries.ts";
import { AlertWebhooks } from "./alert-webhooks.tsx";

/** Opens what alerts tell, and where. */
export function AlertSettingsButton() {
  const [opened, setOpened] = useState(false);
  const { data } = useAlertSettings();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconSettings size={16} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        Alert settings
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Alert settings" size="lg" centered>
        {data && <Settings settings={data} />}
      </Modal>
    </>
  );
}

const kinds: readonly { value: AlertSettings["mutedKinds"][number]; label: string }[] = [
  { value: "oversold", label: "A unit was sold twice" },
  { value: "connection", label: "A connection is broken" },
  { value: "run_failed", label: "A sync failed" },
  { value: "late_orders", label: "Orders are late" },
  { value: "low_stock", label: "Something runs low" },
  { value: "phantom", label: "Stock may be gone" },
  { value: "expiry", label: "A consent ends soon" },
];

function Settings({ settings }: { settings: AlertSettings }) {
  const save = useSetAlertSettings();
  const set = (change: Parameters<typeof save.mutate>[0]) =>
    save.mutate(change, { onError: (error) => notifyFailure("The setting was not saved", error) });
  const told = kinds.map(({ value }) => value).filter((kind) => !settings.mutedKinds.includes(kind));
  return (
    <Stack gap="md">
      <Checkbox.Group
        label="Tell me when"
        value={told}
        onChange={(chosen) =>
          set({ mutedKinds: kinds.map(({ value }) => value).filter((kind) => !chosen.includes(kind)) })
        }
      >
        <Stack gap={6} mt={6}>
          {kinds.map((kind) => (
            <Checkbox key={kind.value} {...kind} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Group grow align="flex-start">
        <NumberInput
          label="Runs low at"
          min={0}
          defaultValue={settings.lowStock}
          onBlur={(event) => set({ lowStock: Number(event.currentTarget.value) })}
        />
        <NumberInput
          label="Days before a consent ends"
          min={1}
          max={90}
          defaultValue={settings.expiryDays}
          onBlur={(event) => set({ expiryDays: Number(event.currentTarget.value) })}
        />
      </Group>
      <TextInput
        type="email"
        label="E-mail to"
        description={settings.emailOffered ? "Empty: no e-mail." : "This installation has no mail server (SMTP_URL)."}
        disabled={!settings.emailOffered}
        defaultValue={settings.emailTo ?? ""}
        onBlur={(event) => {
          const emailTo = event.currentTarget.value.trim() || null;
          if (emailTo !== settings.emailTo) set({ emailTo });
        }}
      />
      <AlertWebhooks />
    </Stack>
  );
}
