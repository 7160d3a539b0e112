import { refreshStatistics } from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";

/** Counts anew how full tables are, beside the run that fills them. */
export interface TableCounting {
  /** Tells of orders that were stored for the first time. */
  filled(created: number): void;
  /** Resolves when no count is under way. Never fails. */
  done(): Promise<void>;
}

// Each time this many times more orders were made than at the last count, tables are counted anew.
const growth = 4;
const firstCount = 50;

/** The run does not wait for a count: the page after it is written with the plans of before. */
export function tableCounting(ctx: ServiceContext): TableCounting {
  let created = 0;
  let countAt = firstCount;
  let counting: Promise<void> = Promise.resolve();
  return {
    filled: (more) => {
      created += more;
      if (created < countAt) return;
      countAt = created * growth;
      counting = counting.then(() => count(ctx));
    },
    done: () => counting,
  };
}

async function count(ctx: ServiceContext): Promise<void> {
  try {
    await refreshStatistics(ctx.db);
  } catch (error) {
    ctx.logger.warn({ err: error }, "tables could not be counted; PostgreSQL counts them in its own time");
  }
}
