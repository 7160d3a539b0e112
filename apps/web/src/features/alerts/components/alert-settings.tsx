import { Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from "@mantine/core";
import { IconSettings } from "@tabler/icons-react";
import { useState } from "react";
import { LinkText } from "../../../components/link-button.tsx";
import type { AlertSettings } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useAlertSettings, useSetAlertSettings } from "../queries/alert-queries.ts";
import { t } from "../texts.ts";

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
        {t("alerts.alertSettings")}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t("alerts.alertSettings")} size="lg" centered>
        {data && <Settings settings={data} />}
      </Modal>
    </>
  );
}

const kinds = (): { value: AlertSettings["mutedKinds"][number]; label: string }[] => [
  { value: "oversold", label: t("alertKind.oversold") },
  { value: "connection", label: t("alertKind.broken") },
  { value: "run_failed", label: t("alertKind.sync") },
  { value: "late_orders", label: t("alertKind.late") },
  { value: "low_stock", label: t("alertKind.low") },
  { value: "phantom", label: t("alertKind.phantom") },
  { value: "expiry", label: t("alertKind.consent") },
  { value: "webhook", label: t("alertKind.webhook") },
];

function Settings({ settings }: { settings: AlertSettings }) {
  const save = useSetAlertSettings();
  const set = (change: Parameters<typeof save.mutate>[0]) =>
    save.mutate(change, { onError: (error) => notifyFailure(t("alerts.theSettingWasNotSaved"), error) });
  const all = kinds();
  const told = all.map(({ value }) => value).filter((kind) => !settings.mutedKinds.includes(kind));
  return (
    <Stack gap="md">
      <Checkbox.Group
        label={t("alerts.tellMeWhen")}
        value={told}
        onChange={(chosen) =>
          set({ mutedKinds: all.map(({ value }) => value).filter((kind) => !chosen.includes(kind)) })
        }
      >
        <Stack gap={6} mt={6}>
          {all.map((kind) => (
            <Checkbox key={kind.value} {...kind} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Group grow align="flex-start">
        <NumberInput
          label={t("alerts.runsLowAt")}
          min={0}
          defaultValue={settings.lowStock}
          onBlur={(event) => set({ lowStock: Number(event.currentTarget.value) })}
        />
        <NumberInput
          label={t("alerts.daysBeforeAConsentEnds")}
          min={1}
          max={90}
          defaultValue={settings.expiryDays}
          onBlur={(event) => set({ expiryDays: Number(event.currentTarget.value) })}
        />
      </Group>
      <TextInput
        type="email"
        label={t("alerts.eMailTo")}
        description={settings.emailOffered ? t("alerts.emptyNoEMail") : t("alerts.thisInstallationHasNoMail")}
        disabled={!settings.emailOffered}
        defaultValue={settings.emailTo ?? ""}
        onBlur={(event) => {
          const emailTo = event.currentTarget.value.trim() || null;
          if (emailTo !== settings.emailTo) set({ emailTo });
        }}
      />
      <LinkText to="/settings/webhooks" size="sm">
        {t("alerts.postToAnAddress")}
      </LinkText>
    </Stack>
  );
}
