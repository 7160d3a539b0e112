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
  const [shown, setShown] = useState<ImportPreview | null>(null);

  const read = (name: string, csv: string, mapping?: ImportMapping) => {
    setSource({ name, csv });
    commit.reset();
    preview.mutate({ csv, ...(mapping ? { mapping: { ...mapping } } : {}) }, { onSuccess: setShown });
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
    run: () => {
      if (!source || !shown) return;
      const mapping: ImportMapping = shown.mapping;
      const request = { csv: source.csv, mapping: { ...mapping } };
      commit.mutate({ ...request, idempotencyKey: keyFor(request) });
    },
    restart: () => {
      setSource(null);
      setShown(null);
      preview.reset();
      commit.reset();
    },
  };
}
