import type { Timestamp } from "./column-types.ts";

/** Audit rows that the chain does not cover yet. */
export interface AuditUnlinkedTable {
  workspace_id: string;
  audit_id: string;
}

/** The chain over the audit trail. Append-only. */
export interface AuditLinkTable {
  workspace_id: string;
  number: number;
  audit_id: string;
  row_hash: string;
  /** Covers the link before and this row's hash. */
  hash: string;
  linked_at: Timestamp;
}
