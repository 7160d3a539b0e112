import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { ImportMapping, ImportPreview } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import classes from "./inventory.module.css";

interface CsvMappingProps {
  preview: ImportPreview;
  /** Whether the catalogue knows titles that the file leaves out. */
  filling: boolean;
  onMap: (field: string, column: string | null) => void;
}

/** Which column of the file fills which field: those that were found, then the others on request. */
export function CsvMapping({ preview, filling, onMap }: CsvMappingProps) {
  const [all, setAll] = useState(false);
  const mapping: ImportMapping = preview.mapping;
  const columns = [...new Set(preview.columns)].filter((column) => column !== "");
  const used = new Set(Object.values(mapping));
  const unused = columns.filter((column) => !used.has(column));
  const shown = preview.fields.filter((field) => all || field.required || mapping[field.name]);
  return (
    <>
      <fieldset
        className={classes.mapping}
        aria-label={t("table.columns")}
        style={{ border: 0, padding: 0, margin: 0 }}
      >
        {shown.map((field) => (
          <Select
            key={field.name}
            label={field.label}
            withAsterisk={field.required && !filling}
            clearable
            searchable
            placeholder={filling && field.required ? t("inventory.fromYourCatalogue") : t("import.notInFile")}
            data={columns}
            value={mapping[field.name] ?? null}
            onChange={(column) => onMap(field.name, column)}
            error={field.required && !filling && !mapping[field.name] ? t("import.chooseColumn") : undefined}
          />
        ))}
      </fieldset>
      <div className={classes.mappingFoot}>
        {unused.length > 0 && <span className={classes.dim}>{t("import.unused", { unused: unused.join(", ") })}</span>}
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t("import.fieldsInUse") : t("import.allFields", { count: preview.fields.length })}
        </Button>
      </div>
    </>
  );
}
