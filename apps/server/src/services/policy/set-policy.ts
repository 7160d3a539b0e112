import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import { type PolicyView, readPolicy } from "./policy-row.ts";

export const setPolicyInput = z.object({
  fifoInterchangeable: z.boolean(),
  skuCaseInsensitive: z.boolean(),
  /** Left as it is where absent. */
  probabilityBar: z.number().min(0).max(1).nullable().optional(),
});

/** Changes how the machine links; open entries are looked at again. */
export async function setPolicy({ ctx, input }: Verb<z.infer<typeof setPolicyInput>>): Promise<PolicyView> {
  requireRole(ctx.role, "manager");
  const { workspaceId } = ctx;
  const change = {
    fifo_interchangeable: input.fifoInterchangeable,
    sku_case_insensitive: input.skuCaseInsensitive,
    ...(input.probabilityBar === undefined ? {} : { probability_bar: input.probabilityBar }),
    updated_at: ctx.now(),
  };
  const policy = await ctx.db.inWorkspace(workspaceId, async (tx) => {
    await tx
      .insertInto("policies")
      .values({ workspace_id: workspaceId, ...change })
      .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(change))
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "policy-changed", subjectType: "policy", subjectId: workspaceId },
      ...{ text: "Changed how lines are linked.", detail: input },
    });
    return await readPolicy(tx);
  });
  await requestReevaluation(ctx, { everything: true });
  return policy;
}
