import { useState } from "react";
import type { ImportMapping, ImportPreview } from "../../lib/api-types.ts";
import { useKeyFor } from "../../lib/use-key-for.ts";
import { useCommitImport, usePreviewImport } from "./queries/inventory-queries.ts";

/** The wizard's state: nothing is stored anywhere before the last step. */
export function useImport() {
  const [source, setSource] = useState<{ name: string; csv: string } | null>(null);
  const preview = usePreviewImport();
  const commit = useCommitImport();
  const keyFor = useKeyFor();
  const [filling, setFilling] = useState(false);
  const [shown, setShown] = useState<ImportPreview | null>(null);

  const read = (name: string, csv: string, mapping?: ImportMapping, fromCatalogue = filling) => {
    setSource({ name, csv });
    commit.reset();
    preview.mutate({ csv, fromCatalogue, ...(mapping ? { mapping: { ...mapping } } : {}) }, { onSuccess: setShown });
  };
  return {
    source,
    preview: shown,
    reading: preview.isPending,
    readError: preview.error,
    committing: commit.isPending,
    commitError: commit.error,
    result: commit.data ?? null,
    /** Takes a file in; a mended one keeps the columns that were chosen. */
    read: (name: string, csv: string) => read(name, csv),
    map: (field: string, column: string | null) => {
      if (!source || !shown) return;
      const before: ImportMapping = shown.mapping;
      read(source.name, source.csv, { ...before, [field]: column });
    },
    filling,
    /** Fills what the file leaves empty from the workspace's catalogue, or no longer. */
    fill: (fromCatalogue: boolean) => {
      setFilling(fromCatalogue);
      if (source && shown) read(source.name, source.csv, shown.mapping, fromCatalogue);
    },
    /** Reads the file again, as after the catalogue learned more. */
    again: () => {
      if (source && shown) read(source.name, source.csv, shown.mapping);
    },
    run: () => {
      if (!source || !shown) return;
      const mapping: ImportMapping = shown.mapping;
      const request = { csv: source.csv, mapping: { ...mapping }, fromCatalogue: filling };
      commit.mutate({ ...request, idempotencyKey: keyFor(request) });
    },
    restart: () => {
      setSource(null);
      setShown(null);
      setFilling(false);
      preview.reset();
      commit.reset();
    },
  };
}
