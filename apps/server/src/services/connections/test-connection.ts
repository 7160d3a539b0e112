import type { Connector } from "@counterfoil/connector-kit";
import { z } from "zod";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { readIfNew } from "../finance/await-approval.ts";
import { requireConnection } from "./connection-rows.ts";
import { openConnector } from "./open-connector.ts";
import { recordConnectionFailure, recordConnectionOutcome } from "./record-outcome.ts";

export const testConnectionInput = z.object({ connectionId: z.uuid() });

/** What a passed test shows: whose account, what was called, how long it took. */
export interface ConnectionTest {
  account: string | null;
  called: string;
  latencyMs: number;
  testedAt: string;
  warnings: string[];
  /** What the seller must still do on the platform before it can be used; null where nothing. */
  pending: string | null;
}

const deadlineMs = 30_000;

/** Makes the platform's test call now and keeps what it showed. A failed test throws with code and remedy. */
export async function testConnection({
  ctx,
  input,
}: Verb<z.infer<typeof testConnectionInput>>): Promise<ConnectionTest> {
  const connector = await openConnector(ctx, input.connectionId);
  try {
    const probe = await connector.probe({ deadlineMs });
    await recordConnectionOutcome(ctx, input.connectionId, { kind: "probed", probe });
    if (connector.bankTransactions !== undefined && probe.pending == null) await readIfNew(ctx, input.connectionId);
    await retryWhatWasRefused(ctx, input.connectionId, connector);
    const { account, called, latencyMs, warnings } = probe;
    const testedAt = ctx.now().toISOString();
    return { account, called, latencyMs, warnings: [...warnings], pending: probe.pending ?? null, testedAt };
  } catch (error) {
    await recordConnectionFailure(ctx, input.connectionId, error);
    throw toServiceError(error);
  }
}

/** A test passes without the permission that the work was refused for: reading the orders again shows whether it came. */
async function retryWhatWasRefused(ctx: ServiceContext, connectionId: string, connector: Connector): Promise<void> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  if (row.error?.code !== "permission_denied" || connector.orders === undefined) return;
  const payload = { workspaceId: ctx.workspaceId, connectionId, runId: null };
  await ctx.jobs.enqueue("orders.sync", payload, { singletonKey: connectionId });
}
