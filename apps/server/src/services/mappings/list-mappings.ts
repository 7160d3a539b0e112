import { readMappings } from "@counterfoil/db";
import type { Verb } from "../context.ts";
import { type MappingView, mappingView } from "./mapping-view.ts";

/** Everything the seller taught the linker, oldest first. */
export async function listMappings({ ctx }: Pick<Verb<void>, "ctx">): Promise<MappingView[]> {
  return (await ctx.db.inWorkspace(ctx.workspaceId, readMappings)).map(mappingView);
}
