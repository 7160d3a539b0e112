import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { WorkspaceSettings } from "./workspace-settings.ts";

/** Inserts a workspace with its first owner and the default policy. */
export async function insertWorkspace(
  tx: Transaction<Database>,
  workspace: WorkspaceSettings & { workspaceId: string; ownerId: string; demo: boolean },
): Promise<void> {
  const { workspaceId } = workspace;
  await tx
    .insertInto("workspaces")
    .values({
      workspace_id: workspaceId,
      name: workspace.workspaceName,
      currency: workspace.currency,
      time_zone: workspace.timeZone,
      country_code: workspace.countryCode,
      demo: workspace.demo,
    })
    .execute();
  await tx
    .insertInto("members")
    .values({ workspace_id: workspaceId, user_id: workspace.ownerId, role: "owner" })
    .execute();
  await tx.insertInto("policies").values({ workspace_id: workspaceId }).execute();
}
