import { Button, Checkbox, Group, Modal, Radio, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { HistoricalRequest } from "../../../lib/api-types.ts";
import { useStartHistorical } from "../queries/resolution-queries.ts";
import { t } from "../texts.ts";
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
    <Modal opened={opened} onClose={onClose} title={t("desk.reprocess")} centered size="lg">
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

const modes = ["auto", "picklist", "non_picklist"] as const;

type Values = {
  platform: string;
  mode: (typeof modes)[number];
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
    validate: { to: (to, { from }) => (from && to && to < from ? t("history.wrongEnd") : null) },
  });
  return (
    <form
      onSubmit={form.onSubmit((values) => start.mutate(requestOf(values)))}
      noValidate
      aria-label={t("desk.reprocess")}
    >
      <Stack gap="md">
        <Select
          label={t("history.platform")}
          data={[
            { value: "all", label: t("history.allPlatforms") },
            ...platforms.map((value) => ({ value, label: platformName(value) })),
          ]}
          {...form.getInputProps("platform")}
        />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t("history.from")} type="date" {...form.getInputProps("from")} />
          <TextInput label={t("history.until")} type="date" {...form.getInputProps("to")} />
        </SimpleGrid>
        <Radio.Group label={t("history.which")} {...form.getInputProps("mode")}>
          <Stack gap={8} mt={6}>
            {modes.map((mode) => (
              <Radio key={mode} value={mode} label={t(`history.${mode}`)} description={t(`history.${mode}Text`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Checkbox label={t("history.paid")} {...form.getInputProps("includePaid", { type: "checkbox" })} />
        <Checkbox
          label={t("history.soldUnits")}
          description={t("history.soldUnitsText")}
          {...form.getInputProps("includeSold", { type: "checkbox" })}
        />
        {start.error && <FailureNotice error={start.error} what={t("history.notStarted")} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t("desk.cancel")}
          </Button>
          <Button type="submit" loading={start.isPending}>
            {t("history.start")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
