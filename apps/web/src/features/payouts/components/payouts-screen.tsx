import { Button } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { ColumnsMenu } from "../../../components/data-table/columns-menu.tsx";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t as emptyText } from "../../../components/empty-texts.ts";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { FilterTabs } from "../../../components/filter-tabs.tsx";
import { LastRead } from "../../../components/last-check.tsx";
import toolbar from "../../../components/toolbar.module.css";
import { showNumber } from "../../../lib/format.ts";
import { wordsBy } from "../../../lib/language/words-by.ts";
import { type PayoutTab, payoutTabs } from "../payout-tabs.ts";
import { payoutTabWords } from "../payout-words.ts";
import { useReconciliation } from "../queries/payout-queries.ts";
import { t } from "../texts.ts";
import { BankNotes } from "./bank-note.tsx";
import { PayoutCard, payoutColumns } from "./payout-columns.tsx";
import { ReadNowButton } from "./read-now-button.tsx";
import { TotalsStrip } from "./totals-strip.tsx";
import { UnexplainedLines } from "./unexplained-lines.tsx";

interface PayoutsScreenProps {
  show: PayoutTab;
  onShow: (show: PayoutTab) => void;
  selectedId: string | null;
  onOpen: (id: string) => void;
  /** Shown while there is neither a payout nor a bank line. */
  firstSteps: ReactNode;
}

const allClear: Partial<Record<PayoutTab, string>> = wordsBy(t, {
  missing: "payoutsClear.missing",
  different: "payoutsClear.different",
  unclear: "payoutsClear.unclear",
  expected: "payoutsClear.expected",
  other: "payoutsClear.other",
});

/** Payouts beside the bank: what arrived, what did not, and what nothing explains. */
export function PayoutsScreen({ show, onShow, selectedId, onOpen, firstSteps }: PayoutsScreenProps) {
  const columns = useMemo(payoutColumns, []);
  const query = useReconciliation({ show });
  const { payouts, lines, first } = query;
  if (query.error && !first)
    return (
      <FailureNotice
        error={query.error}
        what={t("payouts.thePayoutsCouldNotBe")}
        onRetry={() => void query.refetch()}
      />
    );
  const isEmpty = first !== undefined && first.counts.all === 0 && first.counts.unexplained === 0;
  if (isEmpty && first.platforms.every(({ error }) => error === null) && first.bank.state === "none") return firstSteps;
  const more = () => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage();
  return (
    <div className={toolbar.page}>
      {first && <BankNotes bank={first.bank} platforms={first.platforms} />}
      {first && <TotalsStrip totals={first.totals} />}
      <div className={toolbar.bar}>
        <FilterTabs
          label={t("payouts.filterByState")}
          value={show}
          onChange={onShow}
          options={payoutTabs
            .filter((tab) => tab === show || !optional.has(tab) || (first?.counts[tab] ?? 0) > 0)
            .map((value) => ({ value, label: payoutTabWords[value], count: first?.counts[value] ?? null }))}
        />
        <span className={toolbar.grow} />
        {show !== "unexplained" && <ColumnsMenu table="payouts" columns={columns} />}
      </div>
      {show === "unexplained" ? (
        <UnexplainedLines
          lines={lines}
          loading={query.isPending}
          onEndReached={more}
          checkedAt={query.dataUpdatedAt}
          foot={first && t("lines.shown", { shown: showNumber(lines.length), total: first.total })}
        />
      ) : (
        <DataTable
          name="payouts"
          label={t("place.payouts")}
          columns={columns}
          rows={payouts}
          rowId={(payout) => payout.id}
          card={(payout) => <PayoutCard payout={payout} />}
          loading={query.isPending}
          selectedId={selectedId}
          onOpen={(payout) => onOpen(payout.id)}
          onEndReached={more}
          loadingMore={query.isFetchingNextPage}
          foot={first && t("payouts.shown", { shown: showNumber(payouts.length), total: first.total })}
          empty={<Empty show={show} onClear={() => onShow("all")} />}
        />
      )}
    </div>
  );
}

/** Tabs that are shown only where they hold something. */
const optional: ReadonlySet<PayoutTab> = new Set(["unclear", "expected", "other"]);

function Empty({ show, onClear }: { show: PayoutTab; onClear: () => void }) {
  const clear = allClear[show];
  if (clear) return <EmptyState kind="clear" title={clear} text={<LastRead kind="finances" />} />;
  if (show === "all")
    return (
      <EmptyState kind="nothing-yet" title={t("payouts.noPayoutsYet")} text={emptyText("empty.payoutsText")}>
        <ReadNowButton icon={null} />
      </EmptyState>
    );
  return (
    <EmptyState kind="no-match" title={t("payouts.noPayoutFits")}>
      <Button variant="default" onClick={onClear}>
        {t("payouts.showAll")}
      </Button>
    </EmptyState>
  );
}
