import type { ApiKeyRow } from "@counterfoil/db";
import { isoOrNull } from "../money-view.ts";

/** A key as the page shows it: never the key itself. */
export interface ApiKeyView {
  id: string;
  name: string;
  /** The key's first characters. */
  prefix: string;
  scopes: string[];
  /** The connections that it is confined to; null for all of its owner's. */
  connectionIds: string[] | null;
  /** Whose key it is: it may never do more than they may. */
  owner: string;
  mine: boolean;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  state: "active" | "expired";
}

export function apiKeyView(row: ApiKeyRow, facts: { owner: string; mine: boolean; now: Date }): ApiKeyView {
  const expired = row.expires_at !== null && row.expires_at <= facts.now;
  return {
    ...{ id: row.id, name: row.name, prefix: row.prefix, scopes: row.scopes, owner: facts.owner, mine: facts.mine },
    connectionIds: row.connection_ids,
    ...{ createdAt: row.created_at.toISOString(), expiresAt: isoOrNull(row.expires_at) },
    ...{ lastUsedAt: isoOrNull(row.last_used_at), state: expired ? "expired" : "active" },
  };
}
