import { Button, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { Integration } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";
import { useConnectionForm } from "../use-connection-form.ts";
import { ManifestField } from "./manifest-field.tsx";
import { SetupSteps } from "./setup-steps.tsx";

interface ConnectionFormProps {
  integration: Integration;
  onDone: () => void;
}

function choices(options: readonly { id: string; label: string }[]) {
  return options.map(({ id, label }) => ({ value: id, label }));
}

/** The form of one platform, drawn from its manifest. Keys are tried on the platform before they are stored. */
export function ConnectionForm({ integration, onDone }: ConnectionFormProps) {
  const { manifest, card } = integration;
  const form = useConnectionForm(integration, onDone);
  const consent = form.method.kind === "oauth2";
  return (
    <form onSubmit={form.submit} noValidate aria-label={t("connections.connectOf", { name: manifest.name })}>
      <Stack gap="md">
        {manifest.connectionMethods.length > 1 && (
          <SegmentedControl
            aria-label={t("connections.wayToConnect")}
            data={manifest.connectionMethods.map(({ label }, index) => ({ value: String(index), label }))}
            value={String(form.methodIndex)}
            onChange={(value) => form.setMethodIndex(Number(value))}
          />
        )}
        {!form.readyApplication && <SetupSteps manifest={manifest} withCallback={consent} />}
        {!consent && card.preset.length > 0 && <Note tone="off">{t("connect.ownAccount")}</Note>}
        {form.readyApplication && <Text size="sm">{t("connect.consent", { name: manifest.name })}</Text>}
        {card.connectionId && form.fields.some((field) => field.secret) && (
          <Note tone="off">
            {t("connect.secrets")} {form.mayStayEmpty ? t("connect.keepOrReplace") : t("connect.replace")}
          </Note>
        )}
        {manifest.environments.length > 1 && (
          <Select
            label={t("connections.environment")}
            data={choices(manifest.environments)}
            value={form.environment}
            onChange={(value) => value && form.setEnvironment(value)}
          />
        )}
        {manifest.marketplaces.length > 1 && (
          <Select
            label={t("connections.marketplace")}
            searchable
            data={choices(manifest.marketplaces)}
            value={form.marketplace}
            onChange={(value) => value && form.setMarketplace(value)}
          />
        )}
        {form.fields.map((field) => (
          <ManifestField
            key={field.name}
            field={field}
            value={form.values[field.name] ?? ""}
            error={form.errors[field.name]}
            onChange={(value) => form.setValue(field.name, value)}
          />
        ))}
        {form.error && (
          <FailureNotice
            error={form.error}
            what={t("callback.notConnected", { name: manifest.name })}
            hideIssues={form.issuesPlaced}
          />
        )}
        <Button type="submit" loading={form.busy} size="md">
          {consent ? t("connect.goOn", { name: manifest.name }) : t("connections.testAndSave")}
        </Button>
        {!consent && (
          <Text size="xs" c="dimmed">
            {t("connect.keysText")}
          </Text>
        )}
      </Stack>
    </form>
  );
}
