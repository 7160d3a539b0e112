import { Button, Group, Switch } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { ImportPreview } from "../../../lib/api-types.ts";
import { useReadNumbers } from "../queries/inventory-queries.ts";
import { t } from "../texts.ts";
import classes from "./inventory.module.css";

const numbersInOneLookUp = 50;

interface CsvCatalogueProps {
  preview: ImportPreview;
  filling: boolean;
  onFill: (filling: boolean) => void;
  /** The catalogue knows more than before. */
  onRead: () => void;
}

/** Offers to fill what the file leaves empty: from the workspace's catalogue, which may be made to know more first. */
export function CsvCatalogue({ preview, filling, onFill, onRead }: CsvCatalogueProps) {
  const read = useReadNumbers(onRead);
  const { rows, unknown } = preview.catalogue;
  if (rows === 0 && unknown.length === 0 && !filling && !read.data) return null;
  const mayAsk = unknown.length > 0 && read.data?.left !== 0;
  const lookUps = Math.ceil(unknown.length / numbersInOneLookUp);
  return (
    <section aria-label={t("inventory.catalogue")}>
      <h2 className={classes.heading} style={{ marginTop: 0 }}>
        {t("inventory.fromYourCatalogue")}
      </h2>
      <Group gap="md">
        <Switch
          label={t("import.fillIn", { rows })}
          checked={filling}
          disabled={rows === 0 && !filling}
          onChange={(event) => onFill(event.currentTarget.checked)}
        />
        {mayAsk && (
          <Button
            variant="default"
            size="xs"
            loading={read.isPending}
            onClick={() => read.mutate({ numbers: [...unknown] })}
          >
            {t("import.lookUp", { count: unknown.length, lookUps })}
          </Button>
        )}
      </Group>
      {read.error && <FailureNotice error={read.error} what={t("import.notLookedUp")} />}
      {read.data && <Outcome outcome={read.data} />}
    </section>
  );
}

type Reading = NonNullable<ReturnType<typeof useReadNumbers>["data"]>;

function Outcome({ outcome: { found, missed, left, problem, resetAt } }: { outcome: Reading }) {
  return (
    <div style={{ marginTop: "0.6rem" }}>
      <Note tone={left > 0 ? "wants" : "done"} role="status">
        {t("import.found", { found })}
        {missed > 0 && t("import.missed", { missed })}.{" "}
        {left > 0 && resetAt === null && t("import.leftBecause", { left, problem: problem?.message ?? "" })}
        {left > 0 && resetAt && (
          <>
            {t("import.leftUntil", { left })} <TimeText at={resetAt} />.
          </>
        )}
      </Note>
    </div>
  );
}
