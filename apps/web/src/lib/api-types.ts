import type { AppRouter } from "@counterfoil/server";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

/** An input that may also be left out altogether. */
type Given<Input> = Extract<Input, object>;

export type Session = Outputs["session"]["me"];
export type PlatformManifest = Outputs["platforms"]["list"][number];
export type ConnectionMethod = PlatformManifest["connectionMethods"][number];
export type ConnectionField = ConnectionMethod["fields"][number];
export type ConsentFailure = Outputs["connections"]["consentFailure"];
export type ConnectionCard = Outputs["connections"]["list"][number];

export type Home = Outputs["home"]["overview"];
export type Stored = Outputs["privacy"]["stored"];
export type Team = Outputs["team"]["list"];
export type AccountSession = Outputs["account"]["sessions"][number];
export type Invitation = Outputs["account"]["lookAtInvitation"];
export type TwoFactorSetUp = Outputs["account"]["startTwoFactor"];

export type ApiKey = Outputs["apiKeys"]["list"][number];
export type CreateApiKey = Inputs["apiKeys"]["create"];

export type InventoryQuery = Given<Inputs["inventory"]["list"]>;
export type InventoryItem = Outputs["inventory"]["list"]["items"][number];
export type InventoryDetail = Outputs["inventory"]["get"];
export type InventoryCreate = Inputs["inventory"]["create"];
export type InventoryUpdate = Inputs["inventory"]["update"];
export type ItemClaim = InventoryDetail["claims"][number];
export type ImportPreview = Outputs["inventory"]["previewImport"];
/** Which column of a file fills which field. */
export type ImportMapping = Readonly<Record<string, string | null>>;

export type CatalogueAnswer = Outputs["catalogue"]["lookup"];
export type CatalogueProduct = CatalogueAnswer["products"][number];

export type OrdersQuery = Given<Inputs["orders"]["list"]>;
export type SavedView = Outputs["views"]["list"][number];
export type OrderRow = Outputs["orders"]["list"]["orders"][number];
export type OrderCounts = NonNullable<Outputs["orders"]["list"]["counts"]>;
export type OrderDetail = Outputs["orders"]["get"];
export type OrderLine = OrderDetail["lines"][number];
export type BulkParcelInput = Inputs["orders"]["previewBulk"]["orders"][number];
export type PlannedParcel = Outputs["orders"]["previewBulk"]["parcels"][number];
export type OrderMove = Inputs["orders"]["setStatus"];
export type OrderRules = Outputs["rules"]["list"];
export type OrderRule = OrderRules["rules"][number];
export type OrderRuleInput = Inputs["rules"]["save"];
export type PickList = Outputs["orders"]["pickList"];
export type Batch = Outputs["orders"]["batch"];
export type BatchParcel = Batch["parcels"][number];
export type LineClaim = OrderLine["claims"][number];

export type ListingsQuery = Given<Inputs["listings"]["list"]>;
export type ListingRow = Outputs["listings"]["list"]["listings"][number];
export type ListingDetail = Outputs["listings"]["get"];
export type ProductsQuery = Given<Inputs["products"]["list"]>;
export type ProductRow = Outputs["products"]["list"]["products"][number];
export type ProductDetail = Outputs["products"]["get"];
export type UnplacedListing = Outputs["products"]["unplaced"]["listings"][number];
export type SeenWord = Outputs["productMapping"]["categories"]["words"][number];
export type WordFate = Inputs["productMapping"]["mapCategory"]["to"];
export type Rehearsal = Outputs["stock"]["rehearsals"][number];
export type StockChannel = Outputs["stock"]["settings"]["channels"][number];

export type ReconciliationQuery = Given<Inputs["finance"]["reconciliation"]>;
export type Reconciliation = Outputs["finance"]["reconciliation"];
export type PayoutRow = Reconciliation["payouts"][number];
export type UnexplainedLine = Reconciliation["lines"][number];
export type BankLine = PayoutRow["lines"][number];
export type PayoutDetail = Outputs["finance"]["payout"];
export type PayoutDecision = Inputs["finance"]["decide"];
export type OrderProfit = Outputs["finance"]["profit"][number];

export type EntryRow = Outputs["resolution"]["list"]["entries"][number];
/** The tabs of the desk. */
export type EntryStatus = NonNullable<Given<Inputs["resolution"]["list"]>["status"]>;
export type QueueReason = EntryRow["reason"];
export type EntryDetail = Outputs["resolution"]["get"];
export type Candidate = EntryDetail["candidates"][number];
export type PlatformStats = Outputs["resolution"]["stats"][number];
export type HistoricalRequest = Given<Inputs["resolution"]["processHistorical"]>;

export type Policy = Outputs["policy"]["get"];
export type PolicyTrial = Outputs["policy"]["simulate"];
export type WrongCase = PolicyTrial["wrongCases"][number];
export type MappingOffer = Outputs["mappings"]["offers"][number];
export type Mapping = Outputs["mappings"]["list"][number];

export type Job = Outputs["jobs"]["get"];
export type SyncRun = Outputs["sync"]["runs"][number];

export type AnalyticsQuery = Given<Inputs["analytics"]["sales"]>;
export type PlatformSales = Outputs["analytics"]["sales"]["sales"][number];
export type SalesSteps = Outputs["analytics"]["salesSteps"];
export type PlatformDispatch = Outputs["analytics"]["dispatch"]["dispatch"][number];
export type StatusReport = Outputs["analytics"]["statuses"];
export type StockAgeRow = Outputs["analytics"]["stockAge"][number];
export type Alert = Outputs["alerts"]["list"]["alerts"][number];
export type Webhook = Outputs["webhooks"]["list"][number];
export type WebhookEventType = Webhook["events"][number];
export type Delivery = Outputs["webhooks"]["deliveries"]["deliveries"][number];
export type DeliveryQuery = Given<Inputs["webhooks"]["deliveries"]>;
export type AlertSettings = Outputs["alerts"]["settings"];
export type SyncStatus = Outputs["sync"]["status"][number];
export type Budget = Outputs["sync"]["budgets"][number];

export type DocumentKind = Inputs["documents"]["make"]["kind"];
export type DocumentSize = NonNullable<Inputs["documents"]["make"]["size"]>;
export type MadeDocument = Outputs["documents"]["make"];

export type OrderPostage = Outputs["shipping"]["ofOrder"];
export type NoticeSettings = Outputs["notices"]["settings"];
export type BuyerNotice = Outputs["notices"]["list"][number];
export type BoughtFor = Outputs["shipping"]["buyMany"][number];
export type PostageLabel = OrderPostage["labels"][number];
