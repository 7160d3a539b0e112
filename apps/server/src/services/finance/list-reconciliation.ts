import type { PayoutState } from "@counterfoil/core/finance";
import type { Money } from "@counterfoil/core/model";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { cutPage, pageInput, readCursor } from "../paging.ts";
import { bankReach, financeSources } from "./finance-sources.ts";
import type {
  BankReachView,
  CurrencyTotals,
  FinanceSourceView,
  PayoutView,
  UnexplainedLineView,
} from "./finance-views.ts";
import { type Books, bankLineView, payoutView, readBooks } from "./reconcile.ts";

/** What the tabs show of payouts; `unexplained` are bank lines. */
const payoutTabs = {
  matched: ["paid_out"],
  missing: ["missing"],
  different: ["different"],
  unclear: ["unclear"],
  expected: ["expected"],
  other: ["not_covered", "failed", "elsewhere"],
} as const satisfies Record<string, readonly PayoutState[]>;
type PayoutTab = keyof typeof payoutTabs;
const tabNames = ["all", ...(Object.keys(payoutTabs) as PayoutTab[]), "unexplained"] as const;
type Tab = (typeof tabNames)[number];

export const reconciliationInput = z
  .object({
    show: z.enum(tabNames).default("all"),
    platform: z.string().max(40).optional(),
    /** Payouts sent, and lines booked, from here on. */
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    ...pageInput,
  })
  .prefault({});
export type ReconciliationInput = z.infer<typeof reconciliationInput>;

export interface ReconciliationView {
  /** Newest first; empty where bank lines are asked for. */
  payouts: PayoutView[];
  lines: UnexplainedLineView[];
  nextCursor: string | null;
  total: number;
  counts: Record<Tab, number>;
  totals: CurrencyTotals[];
  bank: BankReachView;
  platforms: FinanceSourceView[];
}

/** Payouts beside the bank: matched, missing, different, and bank lines that nothing explains. */
export async function listReconciliation({ ctx, input }: Verb<ReconciliationInput>): Promise<ReconciliationView> {
  const after = readCursor(input.cursor, ["time", "id"]);
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const books = await readBooks(tx);
    const platforms = await financeSources(tx, ctx);
    const { payouts, lines } = narrow(books, input, platforms);
    const counts = countTabs(payouts, lines);
    const shown = shownOf(payouts, input.show);
    const rows: (PayoutView | UnexplainedLineView)[] = input.show === "unexplained" ? lines : shown;
    const { page, nextCursor } = cutPage(rowsAfter(rows, after, input.limit), input.limit, placeOf);
    return {
      payouts: page.filter((row) => "sentAt" in row),
      lines: page.filter((row) => "bookedAt" in row),
      ...{ nextCursor, total: counts[input.show], counts, totals: totalsOf(payouts, lines), platforms },
      bank: await bankReach(tx, ctx, books),
    };
  });
}

/** Payouts and unexplained lines of a platform and a time. */
export function narrow(
  books: Books,
  { platform, from, to }: Pick<ReconciliationInput, "platform" | "from" | "to">,
  sources: readonly Pick<FinanceSourceView, "platform">[],
): { payouts: PayoutView[]; lines: UnexplainedLineView[] } {
  const [first, last] = [Date.parse(from ?? "0000-01-01"), Date.parse(to ?? "9999-12-31")];
  const fits = (at: Date, own: string | null) =>
    at.getTime() >= first && at.getTime() < last && (platform === undefined || own === platform);
  const reported = new Set([...sources, ...books.payouts].map((source) => source.platform));
  return {
    payouts: books.payouts
      .filter((payout) => fits(payout.sent_at, payout.platform))
      .map((payout) => payoutView(payout, books)),
    lines: books.unexplained
      .flatMap((id) => books.lines.get(id) ?? [])
      .map((line) => ({ at: line.booked_at, view: bankLineView(line) }))
      .filter(({ at, view }) => fits(at, view.looksLike))
      .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.view.id < b.view.id ? 1 : -1))
      .map(({ view }) => ({ ...view, isReported: view.looksLike !== null && reported.has(view.looksLike) })),
  };
}

/** The payouts of a tab. */
export function shownOf(payouts: readonly PayoutView[], tab: Tab): PayoutView[] {
  if (tab === "all") return [...payouts];
  if (tab === "unexplained") return [];
  const states: readonly PayoutState[] = payoutTabs[tab];
  return payouts.filter(({ state }) => states.includes(state));
}

function countTabs(payouts: readonly PayoutView[], lines: readonly unknown[]): Record<Tab, number> {
  const counts = tabNames.map((tab) => [tab, shownOf(payouts, tab).length] as const);
  return { ...(Object.fromEntries(counts) as Record<Tab, number>), unexplained: lines.length };
}

function placeOf(row: PayoutView | UnexplainedLineView): [string, string] {
  return ["sentAt" in row ? row.sentAt : row.bookedAt, row.id];
}

function rowsAfter<Row extends PayoutView | UnexplainedLineView>(
  rows: readonly Row[],
  after: readonly string[] | null,
  limit: number,
): Row[] {
  const [time = "", id = ""] = after ?? [];
  const start = after === null ? 0 : rows.findIndex((row) => isAfter(placeOf(row), [time, id]));
  return start < 0 ? [] : rows.slice(start, start + limit + 1);
}

function isAfter([time, id]: readonly [string, string], [lastTime, lastId]: readonly [string, string]): boolean {
  return time === lastTime ? id < lastId : time < lastTime;
}

const uncounted: ReadonlySet<PayoutState> = new Set(["not_covered", "failed", "elsewhere"]);

/** Sums per currency, never across. What the bank was not read for counts nowhere. */
function totalsOf(payouts: readonly PayoutView[], lines: readonly UnexplainedLineView[]): CurrencyTotals[] {
  const counted = payouts.filter(({ state }) => !uncounted.has(state));
  const arrived = new Map(counted.flatMap((payout) => payout.lines.map((line) => [line.id, line.amount])));
  const currencies = new Set([...counted, ...lines].map(({ amount }) => amount.currency));
  for (const amount of arrived.values()) currencies.add(amount.currency);
  return [...currencies].sort().map((currency) => {
    const sum = (amounts: readonly (Money | null)[]): Money => ({
      minor: amounts.reduce((total, money) => total + (money?.currency === currency ? money.minor : 0), 0),
      currency,
    });
    const amountsOf = (state: PayoutState) =>
      counted.filter((payout) => payout.state === state).map((row) => row.amount);
    return {
      currency,
      sent: sum(counted.map(({ amount }) => amount)),
      arrived: sum([...arrived.values()]),
      missing: sum(amountsOf("missing")),
      difference: sum(counted.filter(({ state }) => state === "different").map(({ difference }) => difference)),
      expected: sum(amountsOf("expected")),
      unexplained: sum(lines.map(({ amount }) => amount)),
    };
  });
}
