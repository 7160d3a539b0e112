import { Stack } from "@mantine/core";
import { Note } from "../../../components/note.tsx";
import type { ImportMapping, ImportPreview } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { t } from "../texts.ts";
import classes from "./inventory.module.css";

/** What the import would do: the tally, every error with its row, and the first rows as they will be. */
export function CsvCheck({ preview }: { preview: ImportPreview }) {
  return (
    <Stack gap="sm">
      <div className={classes.tally} role="status" data-testid="import-tally">
        <span>
          <strong>{showNumber(preview.totalRows)}</strong> {t("import.rows")}
        </span>
        <span style={{ color: "var(--cf-done-text)" }}>
          <strong>{showNumber(preview.validRows)}</strong> {t("import.good")}
        </span>
        {preview.errorRows > 0 && (
          <span style={{ color: "var(--cf-failed-text)" }}>
            <strong>{showNumber(preview.errorRows)}</strong> {t("import.withErrors")}
          </span>
        )}
        {preview.duplicatesOfExisting > 0 && (
          <span>
            <strong>{showNumber(preview.duplicatesOfExisting)}</strong> {t("import.changes")}
          </span>
        )}
      </div>
      {preview.notes.map((note) => (
        <Note key={note} tone="wants">
          {note}
        </Note>
      ))}
      {preview.errors.length > 0 && <ErrorRows preview={preview} />}
      <Sample preview={preview} />
    </Stack>
  );
}

function ErrorRows({ preview }: { preview: ImportPreview }) {
  const left = preview.errorRows - new Set(preview.errors.map(({ row }) => row)).size;
  return (
    <>
      <Note tone="failed" role="alert">
        {t("import.cannotRead", { errorRows: preview.errorRows })}
      </Note>
      <section className={`${classes.sample} ${classes.scroll}`} aria-label={t("import.errorRows")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("import.row")}</th>
              <th scope="col">{t("import.column")}</th>
              <th scope="col">{t("import.wrong")}</th>
            </tr>
          </thead>
          <tbody>
            {preview.errors.map((error) => (
              <tr key={`${error.row}${error.column}${error.message}`}>
                <td className="numeric">{error.row}</td>
                <td>{error.column ?? ""}</td>
                <td style={{ whiteSpace: "normal" }}>{error.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left > 0 && <div className={classes.dim}>{t("import.moreRows", { left })}</div>}
    </>
  );
}

function cellsOf(row: ImportPreview["sample"][number]): Readonly<Record<string, string | number | null | undefined>> {
  return row;
}

// What the catalogue may fill in although the file has no such column.
const fromCatalogue: ReadonlySet<string> = new Set(["title", "set_number", "gtin", "image_url"]);

function Sample({ preview }: { preview: ImportPreview }) {
  const mapping: ImportMapping = preview.mapping;
  const isFilled = (name: string) => fromCatalogue.has(name) && preview.sample.some((row) => cellsOf(row)[name]);
  const fields = preview.fields.filter(({ name }) => mapping[name] || isFilled(name));
  if (preview.sample.length === 0 || fields.length === 0) return null;
  return (
    <section className={classes.sample} aria-label={t("import.firstRows")}>
      <table>
        <thead>
          <tr>
            {fields.map((field) => (
              <th key={field.name} scope="col">
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.sample.map((row, index) => (
            <tr key={index}>
              {fields.map((field) => (
                <td key={field.name}>{cellsOf(row)[field.name]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
