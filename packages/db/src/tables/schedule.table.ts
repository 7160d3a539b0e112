import type { Selectable } from "kysely";
import type { DefaultedJson, GeneratedTimestamp, Nullable, NullableTimestamp } from "./column-types.ts";
import type { SyncKind } from "./operation.table.ts";

/** How often one kind of sync of a connection runs. No row: as the program says. */
export interface SyncScheduleTable {
  workspace_id: string;
  connection_id: string;
  kind: SyncKind;
  every_seconds: Nullable<number>;
  paused_at: NullableTimestamp;
  paused_by: Nullable<string>;
  updated_at: GeneratedTimestamp;
}
export type SyncScheduleRow = Selectable<SyncScheduleTable>;

/** What is used of one limit of a connection's platform, for all processes. */
export interface RateBudgetTable {
  workspace_id: string;
  connection_id: string;
  operation: string;
  window_name: string;
  state: DefaultedJson<Record<string, unknown>>;
  paused_until: NullableTimestamp;
  updated_at: GeneratedTimestamp;
}
export type RateBudgetRow = Selectable<RateBudgetTable>;
