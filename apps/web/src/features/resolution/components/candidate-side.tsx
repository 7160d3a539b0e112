import { CloseButton, Loader, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { RefObject } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import type { Candidate, EntryDetail } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import type { usePicks } from "../use-picks.ts";
import { BundleCard } from "./bundle-card.tsx";
import unit from "./candidate.module.css";
import { CandidateCard } from "./candidate-card.tsx";
import classes from "./resolution.module.css";

interface CandidateSideProps {
  entry: EntryDetail;
  shown: readonly Candidate[];
  picks: ReturnType<typeof usePicks>;
  search: {
    text: string;
    onChange: (text: string) => void;
    input: RefObject<HTMLInputElement | null>;
    searching: boolean;
    active: boolean;
    error: unknown;
  };
}

/** The ranked candidates, or what a search of the stock found. */
export function CandidateSide({ entry, shown, picks, search }: CandidateSideProps) {
  const takeOnly = () => {
    const [only] = shown;
    if (search.active && only && shown.length === 1 && only.available > 0) picks.toggle(only);
  };
  return (
    <section className={classes.candidates} aria-label={t(search.active ? "desk.found" : "desk.candidates")}>
      <div className={unit.searchRow}>
        <TextInput
          ref={search.input}
          type="search"
          role="searchbox"
          aria-label={t("desk.searchStock")}
          placeholder={t("desk.searchHint")}
          flex={1}
          value={search.text}
          onChange={(event) => search.onChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") takeOnly();
            if (event.key === "Escape") search.onChange("");
            if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
          }}
          leftSection={search.searching ? <Loader size={14} /> : <IconSearch size={15} aria-hidden="true" />}
          rightSection={
            search.text && (
              <CloseButton size="sm" aria-label={t("desk.backToCandidates")} onClick={() => search.onChange("")} />
            )
          }
        />
      </div>
      {entry.canBeBundle && <BundleCard bundle={search.active ? null : entry.bundle} picks={picks} />}
      {search.active && search.error ? <FailureNotice error={search.error} what={t("desk.searchFailed")} /> : null}
      {shown.length === 0 && !search.searching && (
        <EmptyState
          kind={search.active ? "no-match" : "nothing-yet"}
          title={t(search.active ? "desk.noWords" : "desk.noCandidate")}
          text={t(search.active ? "desk.noWordsText" : "desk.noCandidateText")}
        />
      )}
      <ul className={unit.candidateList}>
        {shown.map((candidate, index) => (
          <CandidateCard
            key={candidate.inventoryItemId}
            candidate={candidate}
            place={index + 1}
            picked={picks.picks[candidate.inventoryItemId] ?? 0}
            needed={picks.needed}
            onToggle={() => picks.toggle(candidate)}
            onSet={(quantity) => picks.set(candidate, quantity)}
          />
        ))}
      </ul>
    </section>
  );
}
