import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import type { ConnectionRow } from "@counterfoil/db";
import { missingFields } from "./check-fields.ts";
import { type ConnectionSettings, readConnectionSettings } from "./connection-settings.ts";

export type CardStatus = "connected" | "incomplete" | "error" | "not_connected";

/** One platform as the Integrations page shows it. Holds no secret and no part of one. */
export interface ConnectionCard {
  platform: string;
  connectionId: string | null;
  status: CardStatus;
  account: string | null;
  environment: string | null;
  marketplace: string | null;
  demo: boolean;
  /** Names of the form's fields that the installation has set for this workspace: they may stay empty. */
  preset: string[];
  /** What still has to be entered or done, in words. */
  missing: string[];
  connectedAt: string | null;
  lastCheckedAt: string | null;
  lastCalled: string | null;
  lastLatencyMs: number | null;
  expiresAt: string | null;
  warnings: string[];
  error: { code: string; message: string; remedy: string | null } | null;
  lastOrderSyncAt: string | null;
  nextOrderSyncAt: string | null;
  pendingResolution: number;
  settings: ConnectionSettings;
}

/** What the card needs besides the connection's row. */
export interface CardFacts {
  definition: ConnectorDefinition;
  row: ConnectionRow | null;
  demo: boolean;
  preset: readonly string[];
  /** Kinds of stored secrets. */
  stored: ReadonlySet<string>;
  lastOrderSyncAt: Date | null;
  nextOrderSyncAt: Date | null;
  pendingResolution: number;
}

/** Builds the card. Green only after a live check passed and while everything a call needs is stored. */
export function connectionCard(facts: CardFacts): ConnectionCard {
  const { row, definition } = facts;
  const disconnected = row === null || row.disconnected_at !== null;
  const missing = disconnected ? [] : missingParts(facts, row);
  return {
    platform: definition.manifest.platform,
    connectionId: row?.id ?? null,
    status: disconnected ? "not_connected" : cardStatus(row, missing),
    account: row?.account ?? null,
    environment: row?.environment ?? null,
    marketplace: row?.marketplace ?? null,
    demo: row?.demo ?? facts.demo,
    preset: [...facts.preset],
    missing,
    connectedAt: disconnected ? null : isoOrNull(row.connected_at),
    lastCheckedAt: isoOrNull(row?.last_checked_at),
    lastCalled: row?.last_called ?? null,
    lastLatencyMs: row?.last_latency_ms ?? null,
    expiresAt: disconnected ? null : isoOrNull(row.expires_at),
    warnings: disconnected ? [] : row.warnings,
    error: disconnected ? null : row.error,
    lastOrderSyncAt: isoOrNull(facts.lastOrderSyncAt),
    nextOrderSyncAt: disconnected ? null : isoOrNull(facts.nextOrderSyncAt),
    pendingResolution: facts.pendingResolution,
    settings: readConnectionSettings(row?.settings ?? {}),
  };
}

function cardStatus(row: ConnectionRow, missing: readonly string[]): CardStatus {
  if (missing.length > 0) return "incomplete";
  if (row.error !== null) return row.error.code === "approval_pending" ? "incomplete" : "error";
  return row.last_checked_at === null ? "incomplete" : "connected";
}

function missingParts(facts: CardFacts, row: ConnectionRow): string[] {
  const method = facts.definition.manifest.connectionMethods.find(({ kind }) => kind === row.method);
  if (method === undefined) return ["A way to connect that this version knows"];
  if (row.method === "oauth2")
    return facts.stored.has("tokens") ? [] : [`Your consent on ${facts.definition.manifest.name}`];
  const names = row.settings["fieldNames"];
  const stored = facts.stored.has("fields") && Array.isArray(names) ? names.map(String) : [];
  return missingFields(method, new Set([...stored, ...facts.preset]));
}

function isoOrNull(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null;
}
