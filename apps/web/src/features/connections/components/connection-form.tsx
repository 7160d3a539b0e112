import { Button, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { Integration } from "../queries/connection-queries.ts";
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
    <form onSubmit={form.submit} noValidate aria-label={`Connect ${manifest.name}`}>
      <Stack gap="md">
        {manifest.connectionMethods.length > 1 && (
          <SegmentedControl
            aria-label="Way to connect"
            data={manifest.connectionMethods.map(({ label }, index) => ({ value: String(index), label }))}
            value={String(form.methodIndex)}
            onChange={(value) => form.setMethodIndex(Number(value))}
          />
        )}
        {!form.readyApplication && <SetupSteps manifest={manifest} withCallback={consent} />}
        {!consent && card.preset.length > 0 && (
          <Note tone="off">This installation brings its own account: what it has set is not asked for.</Note>
        )}
        {form.readyApplication && (
          <Text size="sm">
            You will be asked on {manifest.name}'s own page to let Counterfoil in. It never sees your password.
          </Text>
        )}
        {card.connectionId && form.fields.some((field) => field.secret) && (
          <Note tone="off">
            Stored secrets are never shown again.{" "}
            {form.mayStayEmpty
              ? "Leave the fields empty to use what is stored, or fill them all in to replace it."
              : "Fill in the fields to replace what is stored."}
          </Note>
        )}
        {manifest.environments.length > 1 && (
          <Select
            label="Environment"
            data={choices(manifest.environments)}
            value={form.environment}
            onChange={(value) => value && form.setEnvironment(value)}
          />
        )}
        {manifest.marketplaces.length > 1 && (
          <Select
            label="Marketplace"
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
            what={`${manifest.name} is not connected.`}
            hideIssues={form.issuesPlaced}
          />
        )}
        <Button type="submit" loading={form.busy} size="md">
          {consent ? `Continue to ${manifest.name}` : "Test and save"}
        </Button>
        {!consent && (
          <Text size="xs" c="dimmed">
            The keys are tried in a real call first, then stored encrypted. Refused keys change nothing.
          </Text>
        )}
      </Stack>
    </form>
  );
}
