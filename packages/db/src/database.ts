import type {
  AccountTable,
  AttemptTable,
  InvitationTable,
  MemberTable,
  SessionTable,
  TwoFactorTable,
  UserTable,
  VerificationTable,
  WorkspaceTable,
} from "./tables/account.table.ts";
import type { AlertDeliveryTable, AlertSettingsTable, AlertTable } from "./tables/alert.table.ts";
import type { OrderCountsTable, OrderFiguresTable } from "./tables/analytics.table.ts";
import type { AuditLinkTable, AuditUnlinkedTable } from "./tables/audit-chain.table.ts";
import type {
  CatalogueBarcodeTable,
  CatalogueProductTable,
  CatalogueQuestionTable,
  CatalogueSourceTable,
} from "./tables/catalogue.table.ts";
import type { ConnectionTable, CredentialTable, LeaseTable, OauthStateTable } from "./tables/connection.table.ts";
import type { ApiKeyTable, HttpAnswerTable } from "./tables/door.table.ts";
import type {
  BankAccountTable,
  BankTransactionTable,
  PayoutDecisionTable,
  PayoutTable,
  SettlementTransactionTable,
} from "./tables/finance.table.ts";
import type {
  BuyerNoticeTable,
  DispatchBatchTable,
  DispatchParcelTable,
  FulfillmentSettingsTable,
  NoticeSettingsTable,
  OrderRuleRunTable,
  OrderRuleTable,
  PickTickTable,
  SavedViewTable,
} from "./tables/fulfillment.table.ts";
import type {
  AuditTable,
  IdempotencyKeyTable,
  JobTable,
  OutboxTable,
  SyncCursorTable,
  SyncRunTable,
  UnreadOrderTable,
  WebhookEventTable,
} from "./tables/operation.table.ts";
import type { ClaimTable, OrderLineTable, OrderTable, ShipmentLineTable, ShipmentTable } from "./tables/order.table.ts";
import type { PrivacySettingsTable } from "./tables/privacy.table.ts";
import type {
  AttributeMappingTable,
  CategoryMappingTable,
  ProductIdentifierTable,
  ProductTable,
  ProductVariantTable,
} from "./tables/product.table.ts";
import type {
  ChannelPolicyTable,
  DeclinedOfferTable,
  MappingTable,
  PolicyTable,
  QueueEntryTable,
  StubChainTable,
  StubTable,
} from "./tables/resolution.table.ts";
import type { RateBudgetTable, SyncScheduleTable } from "./tables/schedule.table.ts";
import type { ShippingLabelTable, ShippingSenderTable } from "./tables/shipping.table.ts";
import type {
  InventoryIdentifierTable,
  InventoryItemTable,
  ItemListingTable,
  ListingTable,
  StockMovementTable,
} from "./tables/stock.table.ts";
import type {
  RefusedLinkTable,
  StockChannelTable,
  StockPolicyTable,
  StockRehearsalTable,
  StockTaskTable,
} from "./tables/stock-sync.table.ts";
import type { OutgoingEventTable, WebhookDeliveryTable, WebhookEndpointTable } from "./tables/webhook.table.ts";

/** Every table, for the query builder. A test compares it with the migrated schema, column by column. */
export interface Database {
  "auth.user": UserTable;
  "auth.session": SessionTable;
  "auth.account": AccountTable;
  "auth.verification": VerificationTable;
  "auth.twoFactor": TwoFactorTable;
  "auth.attempt": AttemptTable;
  workspaces: WorkspaceTable;
  members: MemberTable;
  invitations: InvitationTable;
  connections: ConnectionTable;
  credentials: CredentialTable;
  oauth_states: OauthStateTable;
  leases: LeaseTable;
  products: ProductTable;
  product_identifiers: ProductIdentifierTable;
  product_variants: ProductVariantTable;
  category_mappings: CategoryMappingTable;
  attribute_mappings: AttributeMappingTable;
  listings: ListingTable;
  inventory_items: InventoryItemTable;
  inventory_identifiers: InventoryIdentifierTable;
  item_listings: ItemListingTable;
  stock_movements: StockMovementTable;
  refused_links: RefusedLinkTable;
  stock_channels: StockChannelTable;
  stock_policies: StockPolicyTable;
  stock_tasks: StockTaskTable;
  stock_rehearsals: StockRehearsalTable;
  orders: OrderTable;
  order_figures: OrderFiguresTable;
  order_counts: OrderCountsTable;
  order_lines: OrderLineTable;
  claims: ClaimTable;
  shipments: ShipmentTable;
  shipment_lines: ShipmentLineTable;
  shipping_labels: ShippingLabelTable;
  shipping_senders: ShippingSenderTable;
  dispatch_batches: DispatchBatchTable;
  dispatch_parcels: DispatchParcelTable;
  pick_ticks: PickTickTable;
  order_rules: OrderRuleTable;
  order_rule_runs: OrderRuleRunTable;
  fulfillment_settings: FulfillmentSettingsTable;
  saved_views: SavedViewTable;
  privacy_settings: PrivacySettingsTable;
  notice_settings: NoticeSettingsTable;
  buyer_notices: BuyerNoticeTable;
  queue_entries: QueueEntryTable;
  stub_chains: StubChainTable;
  stubs: StubTable;
  mappings: MappingTable;
  policies: PolicyTable;
  channel_policies: ChannelPolicyTable;
  declined_offers: DeclinedOfferTable;
  sync_runs: SyncRunTable;
  sync_cursors: SyncCursorTable;
  alerts: AlertTable;
  alert_settings: AlertSettingsTable;
  webhook_endpoints: WebhookEndpointTable;
  outgoing_events: OutgoingEventTable;
  webhook_deliveries: WebhookDeliveryTable;
  alert_deliveries: AlertDeliveryTable;
  sync_schedules: SyncScheduleTable;
  rate_budgets: RateBudgetTable;
  unread_orders: UnreadOrderTable;
  outbox: OutboxTable;
  webhook_events: WebhookEventTable;
  jobs: JobTable;
  idempotency_keys: IdempotencyKeyTable;
  bank_accounts: BankAccountTable;
  bank_transactions: BankTransactionTable;
  payouts: PayoutTable;
  settlement_transactions: SettlementTransactionTable;
  payout_decisions: PayoutDecisionTable;
  audit: AuditTable;
  audit_unlinked: AuditUnlinkedTable;
  audit_links: AuditLinkTable;
  api_keys: ApiKeyTable;
  http_answers: HttpAnswerTable;
  catalogue_products: CatalogueProductTable;
  catalogue_barcodes: CatalogueBarcodeTable;
  catalogue_questions: CatalogueQuestionTable;
  catalogue_sources: CatalogueSourceTable;
}
