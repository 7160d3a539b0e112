import type { OrderStatus } from "@counterfoil/core/model";
import type { OrderKindCount, OrderLinkState } from "@counterfoil/db";
import { type RawBuilder, sql } from "kysely";
import type { OrderListView } from "./order-views.ts";

/** The few words for a sale. Exclusive: each sale is counted under one. */
export const saleWords = ["needs_link", "ready", "on_hold", "sent", "problem", "done"] as const;
export type SaleWord = (typeof saleWords)[number];

interface WordRule {
  statuses: readonly OrderStatus[];
  /** Left out where the word asks only for the status. */
  links?: readonly OrderLinkState[];
}

const toSend = ["paid", "packed", "partially_shipped"] as const;

const rules: Readonly<Record<SaleWord, WordRule>> = {
  needs_link: { statuses: toSend, links: ["needs_link", "partial", "none"] },
  ready: { statuses: toSend, links: ["linked", "settled"] },
  on_hold: { statuses: ["on_hold", "pending"] },
  sent: { statuses: ["shipped"] },
  problem: { statuses: ["cancelled", "refunded", "returned", "unknown"] },
  done: { statuses: ["delivered", "completed"] },
};

/** The statuses that orders of a word have. */
export function statusesOfWord(word: SaleWord): readonly OrderStatus[] {
  return rules[word].statuses;
}

/** Orders of a word, in a form that an index answers. */
export function isOfWord(word: SaleWord): RawBuilder<boolean> {
  const { statuses, links } = rules[word];
  return sql<boolean>`(orders.same_sale_as is null and orders.status in (${sql.join([...statuses])})${
    links === undefined ? sql`` : sql` and orders.link_state in (${sql.join([...links])})`
  })`;
}

/** Whether orders of a kind are of a word. The other road of a sale that is counted already has no word. */
export function kindIsOfWord(kind: Omit<OrderKindCount, "count">, word: SaleWord): boolean {
  const { statuses, links } = rules[word];
  const fits = statuses.includes(kind.status) && (links === undefined || links.includes(kind.link_state));
  return fits && !kind.counted_elsewhere;
}

const countNames: Readonly<Record<SaleWord, keyof NonNullable<OrderListView["counts"]>>> = {
  ...{ needs_link: "needsLink", ready: "ready", on_hold: "onHold", sent: "sent", problem: "problem", done: "done" },
};

/** How many sales each word tells of. */
export function countWords(kinds: readonly OrderKindCount[]): NonNullable<OrderListView["counts"]> {
  const counts = { needsLink: 0, ready: 0, onHold: 0, sent: 0, problem: 0, done: 0 };
  for (const kind of kinds) {
    const word = saleWords.find((one) => kindIsOfWord(kind, one));
    if (word !== undefined) counts[countNames[word]] += kind.count;
  }
  return counts;
}
