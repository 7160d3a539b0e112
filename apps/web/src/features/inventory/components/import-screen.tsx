import { Button, Group, Stack, Stepper } from "@mantine/core";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import type { ImportMapping } from "../../../lib/api-types.ts";
import { useIsPhone } from "../../../lib/use-is-phone.ts";
import { t } from "../texts.ts";
import { useImport } from "../use-import.ts";
import { CsvCatalogue } from "./csv-catalogue.tsx";
import { CsvCheck } from "./csv-check.tsx";
import { CsvMapping } from "./csv-mapping.tsx";
import { CsvSource } from "./csv-source.tsx";
import classes from "./inventory.module.css";

/** From a file to stock in three steps; all rows are stored, or none. */
export function ImportScreen() {
  const wizard = useImport();
  const isPhone = useIsPhone();
  const { preview, result } = wizard;
  const step = result ? 3 : preview && wizard.source ? 1 : 0;
  const active = step === 1 ? 2 : step;
  return (
    <Stack gap="lg" maw={1080}>
      <Stepper active={active} size="sm" iconSize={28} aria-label={t("import.steps")}>
        {[t("import.file"), t("table.columns"), t("import.check"), t("import.done")].map((label, index) => (
          <Stepper.Step key={label} label={isPhone && index !== active ? undefined : label} />
        ))}
      </Stepper>
      {step === 0 && (
        <>
          <CsvSource reading={wizard.reading} onRead={wizard.read} />
          {wizard.readError && <FailureNotice error={wizard.readError} what={t("import.unread")} />}
        </>
      )}
      {step === 1 && preview && <Review wizard={wizard} preview={preview} />}
      {result && (
        <EmptyState
          kind="clear"
          title={t("import.outcome", { created: result.created, updated: result.updated })}
          text={t("import.outcomeText")}
        >
          <LinkButton to="/inventory">{t("import.seeStock")}</LinkButton>
          <Button variant="default" onClick={wizard.restart}>
            {t("import.another")}
          </Button>
        </EmptyState>
      )}
    </Stack>
  );
}

type Wizard = ReturnType<typeof useImport>;

function Review({ wizard, preview }: { wizard: Wizard; preview: NonNullable<Wizard["preview"]> }) {
  const mapping: ImportMapping = preview.mapping;
  const unmapped = !wizard.filling && preview.fields.some((field) => field.required && !mapping[field.name]);
  const ready = !unmapped && preview.errorRows === 0 && preview.validRows > 0;
  return (
    <>
      <section aria-label={t("table.columns")}>
        <h2 className={classes.heading} style={{ marginTop: 0 }}>
          {t("import.columnsOf", { name: wizard.source?.name ?? "" })}
        </h2>
        <CsvMapping preview={preview} filling={wizard.filling} onMap={wizard.map} />
      </section>
      <CsvCatalogue preview={preview} filling={wizard.filling} onFill={wizard.fill} onRead={wizard.again} />
      <section aria-label={t("import.check")} aria-busy={wizard.reading} style={{ opacity: wizard.reading ? 0.6 : 1 }}>
        <h2 className={classes.heading} style={{ marginTop: 0 }}>
          {t("import.check")}
        </h2>
        <CsvCheck preview={preview} />
      </section>
      {wizard.readError && <FailureNotice error={wizard.readError} what={t("import.notApplied")} />}
      {wizard.commitError && (
        <FailureNotice error={wizard.commitError} what={t("import.notImported")} onRetry={wizard.run} />
      )}
      <Group gap="xs">
        <Button onClick={wizard.run} loading={wizard.committing} disabled={!ready || wizard.reading}>
          {t("import.run", { validRows: preview.validRows })}
        </Button>
        <Button variant="default" onClick={wizard.restart}>
          {t("import.chooseAnother")}
        </Button>
      </Group>
    </>
  );
}
