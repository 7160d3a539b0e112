import { Button, Select, Switch } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { FilterTabs } from "../../../components/filter-tabs.tsx";
import { LastRead } from "../../../components/last-check.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import toolbar from "../../../components/toolbar.module.css";
import type { SeenWord } from "../../../lib/api-types.ts";
import { useMappingSummary, useWords, type WordKind } from "../queries/product-queries.ts";
import { t } from "../texts.ts";
import { WordCard, wordColumns } from "./word-columns.tsx";
import { WordDrawer } from "./word-drawer.tsx";

export interface WordsFilters {
  kind?: WordKind;
  platform?: string;
  q?: string;
  all?: true;
}

interface WordsScreenProps {
  filters: WordsFilters;
  onFilter: (filters: WordsFilters) => void;
  /** Shown when no listing was read yet. */
  firstSteps: ReactNode;
}

const idOf = ({ platform, key }: SeenWord) => `${platform} ${key}`;

/** What platforms call categories and attributes, and what the seller calls them. */
export function WordsScreen({ filters, onFilter, firstSteps }: WordsScreenProps) {
  const kind = filters.kind ?? "categories";
  const { platform, q, all } = filters;
  const query = useWords(kind, { platform, q, undecidedOnly: !all });
  const counts = useMappingSummary().data?.counts ?? [];
  const [openId, setOpenId] = useState<string | null>(null);
  const [kept, setKept] = useState<SeenWord | null>(null);
  const words = query.data?.words ?? [];
  // A word that was just decided leaves the list; its drawer stays until it is closed.
  const open = openId === null ? null : (words.find((word) => idOf(word) === openId) ?? kept);
  const columns = useMemo(() => wordColumns(kind, (word) => show(word)), [kind]);
  function show(word: SeenWord): void {
    setKept(word);
    setOpenId(idOf(word));
  }
  const change = (part: WordsFilters) => onFilter({ ...filters, ...part });
  const undecided = (of: WordKind) =>
    counts.filter((count) => count.kind === of).reduce((sum, count) => sum + count.undecided, 0);
  const seen = counts.filter((count) => count.kind === kind).reduce((sum, count) => sum + count.seen, 0);
  if (query.error && !query.data)
    return <FailureNotice error={query.error} what={t("words.notRead")} onRetry={() => void query.refetch()} />;
  return (
    <div className={toolbar.page}>
      <div className={toolbar.bar}>
        <FilterTabs
          label={t("words.kinds")}
          value={kind}
          onChange={(next) => change({ kind: next === "categories" ? undefined : next })}
          options={[
            { value: "categories", label: t("words.categories"), count: undecided("categories") },
            { value: "attributes", label: t("words.attributes"), count: undecided("attributes") },
          ]}
        />
      </div>
      <div className={toolbar.bar}>
        <SearchField label={t("words.search")} value={q ?? ""} onChange={(next) => change({ q: next || undefined })} />
        <Select
          aria-label={t("words.platform")}
          placeholder={t("words.allPlatforms")}
          value={platform ?? null}
          onChange={(next) => change({ platform: next ?? undefined })}
          data={[...new Set(counts.map((count) => count.platform))].map((value) => ({
            value,
            label: platformName(value),
          }))}
          clearable
          clearButtonProps={{ "aria-label": t("words.allPlatforms") }}
          w={180}
        />
        <Switch
          label={t("words.decidedToo")}
          checked={all ?? false}
          onChange={(event) => change({ all: event.currentTarget.checked || undefined })}
        />
      </div>
      <DataTable
        name="words"
        label={t("place.words")}
        columns={columns}
        rows={words}
        rowId={idOf}
        card={(word) => <WordCard word={word} onOpen={show} />}
        loading={query.isPending}
        selectedId={openId}
        onOpen={show}
        foot={query.data?.more ? t("words.more", { count: words.length }) : t("words.shown", { count: words.length })}
        empty={
          <Empty
            filters={filters}
            none={seen === 0}
            firstSteps={firstSteps}
            onClear={() => onFilter({ ...(filters.kind ? { kind: filters.kind } : {}) })}
          />
        }
      />
      <WordDrawer kind={kind} word={open} onClose={() => setOpenId(null)} />
    </div>
  );
}

interface EmptyProps {
  filters: WordsFilters;
  none: boolean;
  firstSteps: ReactNode;
  onClear: () => void;
}

function Empty({ filters, none, firstSteps, onClear }: EmptyProps) {
  if (none) return firstSteps;
  if (!filters.q && !filters.platform && !filters.all)
    return <EmptyState kind="clear" title={t("words.allDecided")} text={<LastRead kind="listings" />} />;
  return (
    <EmptyState kind="no-match" title={t("words.noneFits")}>
      <Button variant="default" onClick={onClear}>
        {t("products.clearFilters")}
      </Button>
    </EmptyState>
  );
}
