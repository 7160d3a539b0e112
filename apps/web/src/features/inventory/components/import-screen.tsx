import { Button, Group, Stack, Stepper } from "@mantine/core";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import type { ImportMapping } from "../../../lib/api-types.ts";
import { countOf } from "../../../lib/format.ts";
import { useIsPhone } from "../../../lib/use-is-phone.ts";
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
      <Stepper active={active} size="sm" iconSize={28} aria-label="Import steps">
        {["File", "Columns", "Check", "Done"].map((label, index) => (
          <Stepper.Step key={label} label={isPhone && index !== active ? undefined : label} />
        ))}
      </Stepper>
      {step === 0 && (
        <>
          <CsvSource reading={wizard.reading} onRead={wizard.read} />
          {wizard.readError && <FailureNotice error={wizard.readError} what="The file could not be read." />}
        </>
      )}
      {step === 1 && preview && <Review wizard={wizard} preview={preview} />}
      {result && (
        <EmptyState
          kind="clear"
          title={`${countOf(result.created, "item")} added, ${countOf(result.updated, "item")} updated`}
          text="Open sales are matched against the new stock now."
        >
          <LinkButton to="/inventory">See the stock</LinkButton>
          <Button variant="default" onClick={wizard.restart}>
            Import another file
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
      <section aria-label="Columns">
        <h2 className={classes.heading} style={{ marginTop: 0 }}>
          Columns of {wizard.source?.name}
        </h2>
        <CsvMapping preview={preview} filling={wizard.filling} onMap={wizard.map} />
      </section>
      <CsvCatalogue preview={preview} filling={wizard.filling} onFill={wizard.fill} onRead={wizard.again} />
      <section aria-label="Check" aria-busy={wizard.reading} style={{ opacity: wizard.reading ? 0.6 : 1 }}>
        <h2 className={classes.heading} style={{ marginTop: 0 }}>
          Check
        </h2>
        <CsvCheck preview={preview} />
      </section>
      {wizard.readError && <FailureNotice error={wizard.readError} what="The columns could not be applied." />}
      {wizard.commitError && (
        <FailureNotice error={wizard.commitError} what="Nothing was imported." onRetry={wizard.run} />
      )}
      <Group gap="xs">
        <Button onClick={wizard.run} loading={wizard.committing} disabled={!ready || wizard.reading}>
          Import {countOf(preview.validRows, "row")}
        </Button>
        <Button variant="default" onClick={wizard.restart}>
          Choose another file
        </Button>
      </Group>
    </>
  );
}
