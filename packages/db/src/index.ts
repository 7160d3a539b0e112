export * from "./alerts/alerts.queries.ts";
export * from "./alerts/troubles.queries.ts";
export * from "./analytics/dispatch.queries.ts";
export { type Period, type Step, steps } from "./analytics/period.ts";
export * from "./analytics/sales.queries.ts";
export * from "./analytics/stock.queries.ts";
export * from "./audit/audit-chain.queries.ts";
export * from "./audit/stub-chain.queries.ts";
export { BackupError } from "./backup/backup-format.ts";
export { dumpDatabase } from "./backup/dump-database.ts";
export { restoreDatabase } from "./backup/restore-database.ts";
export * from "./budgets/rate-budgets.queries.ts";
export * from "./catalogue/catalogue-products.queries.ts";
export * from "./catalogue/catalogue-questions.queries.ts";
export * from "./credentials/sealed-secrets.queries.ts";
export type { Database } from "./database.ts";
export * from "./finance/read-finances.queries.ts";
export * from "./finance/upsert-bank.queries.ts";
export * from "./finance/upsert-finances.queries.ts";
export { createDatabase } from "./handle/create-database.ts";
export { databaseErrorCode, isOverclaim, violatedConstraint } from "./handle/database-error.ts";
export type {
  DatabaseConnection,
  DatabaseHandle,
  DatabaseLocation,
  EmbeddedEngine,
  IsolationLevel,
  TransactionOptions,
  WorkspaceTransactionOptions,
} from "./handle/database-handle.ts";
export { type RetryOptions, retryTransaction } from "./handle/retry-transaction.ts";
export * from "./home/home.queries.ts";
export * from "./http-answers.queries.ts";
export * from "./idempotency.queries.ts";
export * from "./inventory/list-items.queries.ts";
export * from "./inventory/read-item.queries.ts";
export * from "./inventory/write-items.queries.ts";
export {
  deleteListingLinks,
  dropDeadLinks,
  findItemsBySoldSku,
  type InheritedLinkRow,
  insertListingLinks,
  type NewListingLink,
  readListingToLink,
  readOfferedItems,
  readUnlinkedListings,
  saveLinkReasons,
  tieSoldItems,
  type UnlinkedListingRow,
} from "./listings/link-listings.queries.ts";
export * from "./listings/listing-board.queries.ts";
export { newId } from "./new-id.ts";
export { findDueNotices, settleLostNotices, takeNotices } from "./notices/notices.queries.ts";
export * from "./orders/count-orders.queries.ts";
export { searchOrders } from "./orders/find-orders.queries.ts";
export * from "./privacy/buyer-data.queries.ts";
export { countStored, type StoredKind } from "./privacy/stored.queries.ts";
export * from "./products/compose-products.queries.ts";
export * from "./products/place-listings.queries.ts";
export * from "./products/product-lists.queries.ts";
export * from "./products/word-mappings.queries.ts";
export { storableJson } from "./recordset.ts";
export * from "./resolution/claim-money.queries.ts";
export * from "./resolution/claims.queries.ts";
export * from "./resolution/line-book.queries.ts";
export * from "./resolution/match-stock.queries.ts";
export { type RivalOrderRow, readLinesSoldTwice, readRivals } from "./resolution/rivals.queries.ts";
export * from "./resolution/save-lines.queries.ts";
export { type FreeUnitsRow, readItemsAlike, readSiblings, type SiblingRow } from "./resolution/siblings.queries.ts";
export { searchPattern } from "./search-pattern.ts";
export * from "./stock-sync/phantoms.queries.ts";
export * from "./stock-sync/stock-levels.queries.ts";
export {
  type DueStockConnection,
  dropStockTasks,
  dropTasksOfConnection,
  endStockTasks,
  findDueStockConnections,
  raiseStockTasks,
  raiseTasksOfLines,
  readHeldStockTasks,
  readOpenStockTasks,
  type StockTaskOutcome,
  type StockTaskView,
  settleStockTasks,
  takeStockTasks,
} from "./stock-sync/stock-tasks.queries.ts";
export * from "./sync/new-orders.queries.ts";
export * from "./sync/open-orders.queries.ts";
export * from "./sync/order-figures.queries.ts";
export * from "./sync/refresh-statistics.ts";
export * from "./sync/runs.queries.ts";
export { joinSameSales, knowsOtherRoads, lockRoads } from "./sync/same-sales.queries.ts";
export * from "./sync/schedules.queries.ts";
export * from "./sync/unread-orders.queries.ts";
export * from "./sync/upsert-lines.queries.ts";
export * from "./sync/upsert-listings.queries.ts";
export * from "./sync/upsert-orders.queries.ts";
export * from "./sync/upsert-shipments.queries.ts";
export type * from "./tables/account.table.ts";
export type * from "./tables/alert.table.ts";
export type * from "./tables/analytics.table.ts";
export type * from "./tables/catalogue.table.ts";
export type { ActorKind } from "./tables/column-types.ts";
export type * from "./tables/connection.table.ts";
export type * from "./tables/door.table.ts";
export type * from "./tables/finance.table.ts";
export type * from "./tables/fulfillment.table.ts";
export type * from "./tables/operation.table.ts";
export type * from "./tables/order.table.ts";
export type * from "./tables/product.table.ts";
export type * from "./tables/resolution.table.ts";
export type * from "./tables/schedule.table.ts";
export type * from "./tables/shipping.table.ts";
export type * from "./tables/stock.table.ts";
export type * from "./tables/stock-sync.table.ts";
export { driftRules } from "./tables/stock-sync.table.ts";
export type * from "./tables/webhook.table.ts";
export * from "./webhooks/deliveries.queries.ts";
export * from "./webhooks/take-deliveries.queries.ts";
