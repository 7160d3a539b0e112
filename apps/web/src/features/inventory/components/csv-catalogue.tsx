import { Button, Group, Switch } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { ImportPreview } from "../../../lib/api-types.ts";
import { countOf } from "../../../lib/format.ts";
import { useReadNumbers } from "../queries/inventory-queries.ts";
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
    <section aria-label="Catalogue">
      <h2 className={classes.heading} style={{ marginTop: 0 }}>
        From your catalogue
      </h2>
      <Group gap="md">
        <Switch
          label={`Fill in titles, pictures and barcodes that the file leaves empty (${countOf(rows, "row")})`}
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
            Look up {countOf(unknown.length, "set number")} ({countOf(lookUps, "look-up")})
          </Button>
        )}
      </Group>
      {read.error && <FailureNotice error={read.error} what="The numbers were not looked up." />}
      {read.data && <Outcome outcome={read.data} />}
    </section>
  );
}

type Reading = NonNullable<ReturnType<typeof useReadNumbers>["data"]>;

function Outcome({ outcome: { found, missed, left, problem, resetAt } }: { outcome: Reading }) {
  return (
    <div style={{ marginTop: "0.6rem" }}>
      <Note tone={left > 0 ? "wants" : "done"} role="status">
        {countOf(found, "set")} found{missed > 0 && `, ${missed} not known`}.{" "}
        {left > 0 && resetAt === null && `${countOf(left, "number")} not looked up: ${problem?.message ?? ""}`}
        {left > 0 && resetAt && (
          <>
            {countOf(left, "number")} not looked up: today’s look-ups are used up. They start anew{" "}
            <TimeText at={resetAt} />.
          </>
        )}
      </Note>
    </div>
  );
}
