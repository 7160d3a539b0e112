export { nextMidnight } from "./calendar.ts";
export {
  allCalls,
  type BudgetUse,
  createMemoryRateBudget,
  laneShares,
  type MemoryRateBudget,
  type MemoryRateBudgetOptions,
} from "./memory-rate-budget.ts";
