import type { z } from "zod";
import { appRouter } from "../trpc/root.ts";

/** The tables behind ids, by the last word of the property; `id` alone is told by the procedure's own name. */
export const idTables: Readonly<Record<string, string>> = {
  connectionId: "connections",
  connectionIds: "connections",
  orderId: "orders",
  orderIds: "orders",
  lineId: "order_lines",
  claimId: "claims",
  itemId: "inventory_items",
  inventoryItemId: "inventory_items",
  inventoryItemIds: "inventory_items",
  itemIds: "inventory_items",
  entryId: "queue_entries",
  entryIds: "queue_entries",
  listingId: "listings",
  listingIds: "listings",
  jobId: "jobs",
  runId: "sync_runs",
  batchId: "dispatch_batches",
  payoutId: "payouts",
  transactionId: "bank_transactions",
  transactionIds: "bank_transactions",
  attempt: "oauth_states",
  alertId: "alerts",
  invitationId: "invitations",
  userId: "members",
  webhookId: "webhook_endpoints",
  webhookDeliveryId: "webhook_deliveries",
  deliveryId: "alert_deliveries",
  mappingId: "mappings",
  noticeId: "buyer_notices",
  ruleId: "order_rules",
  viewId: "saved_views",
  productId: "products",
  shipmentId: "shipments",
  labelId: "shipping_labels",
  rateId: "shipping_labels",
  "apiKeys.id": "api_keys",
  "inventory.id": "inventory_items",
  "orders.id": "orders",
  "listings.id": "listings",
  "stock.id": "stock_rehearsals",
  "finance.id": "payouts",
  "mappings.id": "mappings",
  "rules.id": "order_rules",
  "rules.ids": "order_rules",
  "views.id": "saved_views",
  "alerts.id": "alerts",
  "webhooks.subject": "orders",
};

/** The column by which rows of a table are named. */
export function keyColumn(table: string): string {
  if (table === "workspaces") return "workspace_id";
  return table === "members" ? "user_id" : "id";
}

/** Procedures that stand before a workspace, or work on all processes: they name no row of a workspace. */
export const outsideWorkspaces = new Set([
  ...["setup.status", "setup.createOwner", "demo.start"],
  ...["account.me", "account.sessions", "account.endSession", "account.endOtherSessions", "account.changePassword"],
  ...["account.startTwoFactor", "account.confirmTwoFactor", "account.stopTwoFactor", "account.renewRecoveryCodes"],
  ...["account.askReset", "account.resetPassword", "account.lookAtInvitation", "account.acceptInvitation"],
]);

export interface Procedure {
  /** Area and verb: `orders.get`. */
  path: string;
  /** What a caller does: looks or writes. */
  type: "query" | "mutation" | "subscription";
  input: z.ZodType | null;
}

interface RouterInside {
  _def: { procedures: Record<string, { _def: { type: Procedure["type"]; inputs: z.ZodType[] } }> };
}

/** Every procedure of the typed API. */
export const procedures: readonly Procedure[] = Object.entries(
  (appRouter as unknown as RouterInside)._def.procedures,
).map(([path, { _def }]) => ({ path, type: _def.type, input: _def.inputs[0] ?? null }));

/** The table that the id of a property lies in, by the property's path; null where none is known. */
export function tableOf(path: string, property: string): string | null {
  const name = property.split(".").at(-1) ?? property;
  const [area] = path.split(".");
  return idTables[`${area}.${name}`] ?? idTables[name] ?? null;
}
