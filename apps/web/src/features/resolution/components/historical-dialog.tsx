import { Button, Checkbox, Group, Modal, Radio, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { HistoricalRequest } from "../../../lib/api-types.ts";
import { useStartHistorical } from "../queries/resolution-queries.ts";
import { HistoricalProgress } from "./historical-progress.tsx";

interface HistoricalDialogProps {
  opened: boolean;
  onClose: () => void;
  platforms: readonly string[];
  platform: string;
  /** The run that is shown; it survives a reload in the address. */
  jobId: string | null;
  onJob: (jobId: string | null) => void;
}

/** Looks at past orders again: the form, then the live progress. */
export function HistoricalDialog({ opened, onClose, jobId, onJob, ...form }: HistoricalDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Reprocess past orders" centered size="lg">
      {jobId ? (
        <HistoricalProgress jobId={jobId} onClose={onClose} onAgain={() => onJob(null)} />
      ) : (
        <HistoricalForm {...form} onCancel={onClose} onStarted={onJob} />
      )}
    </Modal>
  );
}

interface HistoricalFormProps {
  platforms: readonly string[];
  platform: string;
  onCancel: () => void;
  onStarted: (jobId: string) => void;
}

const modes = [
  { value: "auto", label: "All orders", description: "Open orders reserve their units, sent ones mark theirs sold." },
  { value: "picklist", label: "Only orders still to be sent", description: "Fills the pick list." },
  { value: "non_picklist", label: "Only orders already sent", description: "Settles the past." },
] as const;

type Values = {
  platform: string;
  mode: (typeof modes)[number]["value"];
  from: string;
  to: string;
  includeSold: boolean;
  includePaid: boolean;
};

function requestOf({ platform, from, to, ...rest }: Values): HistoricalRequest {
  return {
    ...rest,
    ...(platform === "all" ? {} : { platform }),
    ...(from ? { from: new Date(`${from}T00:00:00`).toISOString() } : {}),
    ...(to ? { to: new Date(`${to}T23:59:59.999`).toISOString() } : {}),
  };
}

function HistoricalForm({ platforms, platform, onCancel, onStarted }: HistoricalFormProps) {
  const start = useStartHistorical(onStarted);
  const form = useForm<Values>({
    mode: "controlled",
    initialValues: { platform, mode: "auto", from: "", to: "", includeSold: false, includePaid: true },
    validate: { to: (to, { from }) => (from && to && to < from ? "The end lies before the start." : null) },
  });
  return (
    <form
      onSubmit={form.onSubmit((values) => start.mutate(requestOf(values)))}
      noValidate
      aria-label="Reprocess past orders"
    >
      <Stack gap="md">
        <Select
          label="Platform"
          data={[
            { value: "all", label: "All platforms" },
            ...platforms.map((value) => ({ value, label: platformName(value) })),
          ]}
          {...form.getInputProps("platform")}
        />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label="Placed from" type="date" {...form.getInputProps("from")} />
          <TextInput label="Placed until" type="date" {...form.getInputProps("to")} />
        </SimpleGrid>
        <Radio.Group label="Which orders" {...form.getInputProps("mode")}>
          <Stack gap={8} mt={6}>
            {modes.map((mode) => (
              <Radio key={mode.value} {...mode} />
            ))}
          </Stack>
        </Radio.Group>
        <Checkbox
          label="Include paid orders that are not sent yet"
          {...form.getInputProps("includePaid", { type: "checkbox" })}
        />
        <Checkbox
          label="Include units already recorded as sold"
          description="For stock whose sales were noted by hand: a unit sold before may be tied to the order it was sold on."
          {...form.getInputProps("includeSold", { type: "checkbox" })}
        />
        {start.error && <FailureNotice error={start.error} what="The run did not start." />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={start.isPending}>
            Start
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
