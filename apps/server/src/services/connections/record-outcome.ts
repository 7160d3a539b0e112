import { ConnectorError, type ProbeResult } from "@counterfoil/connector-kit";
import type { ConnectionChange } from "@counterfoil/db";
import { isOutage, remedyFor } from "../connector-failure.ts";
import type { ServiceContext } from "../context.ts";

/** What a call to the platform showed: the probe that passed, `ok` after other calls, or what failed. */
export type ConnectionOutcome =
  | { kind: "probed"; probe: ProbeResult }
  | { kind: "ok" }
  | { kind: "failed"; error: ConnectorError };

/**
 * Keeps the connection's card honest after a call. An outage is shown as one and says nothing about the credentials;
 * nothing here ever deletes them. Verbs that call a platform report here, the order sync too.
 */
export async function recordConnectionOutcome(
  ctx: ServiceContext,
  connectionId: string,
  outcome: ConnectionOutcome,
): Promise<void> {
  const change = changeFor(ctx, outcome);
  const changed = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("connections")
      .set(change)
      .where("id", "=", connectionId)
      .where("disconnected_at", "is", null)
      .returning("platform")
      .executeTakeFirst(),
  );
  if (changed !== undefined) {
    ctx.events.publish(ctx.workspaceId, { type: "connections-changed", platform: changed.platform });
  }
}

/** Keeps the card honest after a failed call. Only what a connector reports says anything about the connection. */
export async function recordConnectionFailure(
  ctx: ServiceContext,
  connectionId: string,
  error: unknown,
): Promise<void> {
  if (!ConnectorError.is(error) || error.code === "aborted") return;
  await recordConnectionOutcome(ctx, connectionId, { kind: "failed", error });
}

function changeFor(ctx: ServiceContext, outcome: ConnectionOutcome): ConnectionChange {
  const now = ctx.now();
  if (outcome.kind === "failed") return { ...failedChange(outcome.error), updated_at: now };
  const healthy = { status: "connected", error: null, last_checked_at: now, updated_at: now } as const;
  if (outcome.kind === "ok") return healthy;
  const { probe } = outcome;
  return {
    ...healthy,
    ...pendingChange(probe),
    ...(probe.account === null ? {} : { account: probe.account }),
    last_called: probe.called,
    last_latency_ms: Math.round(probe.latencyMs),
    warnings: JSON.stringify(probe.warnings),
  };
}

/** A proven connection that the seller has yet to approve on the platform's side: unfinished, not broken. */
export function pendingChange({ pending }: Pick<ProbeResult, "pending">) {
  if (pending == null) return {};
  return failedChange(new ConnectorError({ code: "approval_pending", message: pending }));
}

function failedChange(error: ConnectorError) {
  const status = error.code === "approval_pending" ? "incomplete" : "error";
  return { status, error: JSON.stringify(faultOf(error)) } as const;
}

function faultOf(error: ConnectorError) {
  const remedy = isOutage(error)
    ? `${remedyFor(error.code)} Nothing about your credentials changed.`
    : remedyFor(error.code);
  return { code: error.code, message: error.message, remedy };
}
