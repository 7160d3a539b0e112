import { Select } from "@mantine/core";
import type { ImportPreview } from "../../../lib/api-types.ts";
import classes from "./inventory.module.css";

interface CsvMappingProps {
  preview: ImportPreview;
  onMap: (field: string, column: string | null) => void;
}

/** Which column of the file fills which field. */
export function CsvMapping({ preview, onMap }: CsvMappingProps) {
  return (
    <fieldset className={classes.mapping} aria-label="Columns" style={{ border: 0, padding: 0, margin: 0 }}>
      {preview.fields.map((field) => (
        <Select
          key={field.name}
          label={field.label}
          withAsterisk={field.required}
          clearable
          searchable
          placeholder="Not in the file"
          data={[...new Set(preview.columns)].filter((column) => column !== "")}
          value={preview.mapping[field.name] ?? null}
          onChange={(column) => onMap(field.name, column)}
          error={field.required && !preview.mapping[field.name] ? "Choose its column." : undefined}
        />
      ))}
    </fieldset>
  );
}
