import type { GeneratedTimestamp, Nullable } from "./column-types.ts";

/** How long buyers' personal data is kept. */
export interface PrivacySettingsTable {
  workspace_id: string;
  /** Days after an order was sent or ended; null until somebody erases it. */
  buyer_days: Nullable<number>;
  updated_at: GeneratedTimestamp;
}
