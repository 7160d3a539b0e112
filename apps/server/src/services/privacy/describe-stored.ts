import { countStored, type StoredKind } from "@counterfoil/db";
import type { Verb } from "../context.ts";
import { isoOrNull } from "../money-view.ts";
import { requireRole } from "../require-role.ts";
import { getPrivacy, type PrivacyView } from "./privacy-settings.ts";

/** What is stored in the workspace, in numbers: never a secret, never a person. */
export interface StoredView {
  kinds: { kind: StoredKind; rows: number; oldest: string | null }[];
  buyers: PrivacyView;
  /** Whether a master key is there that seals credentials; without one none is taken. */
  sealed: boolean;
}

/** Counts everything that is stored, kind by kind. Needs the role of manager. */
export async function describeStored({ ctx }: Pick<Verb<void>, "ctx">): Promise<StoredView> {
  requireRole(ctx.role, "manager");
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, countStored);
  return {
    kinds: rows.map(({ kind, rows: count, oldest }) => ({ kind, rows: count, oldest: isoOrNull(oldest) })),
    buyers: await getPrivacy({ ctx }),
    sealed: ctx.vault.ready,
  };
}
