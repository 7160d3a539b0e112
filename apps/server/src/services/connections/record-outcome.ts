import { ConnectorError, type ProbeResult } from "@counterfoil/connector-kit";
import type { ConnectionChange, ConnectionRow } from "@counterfoil/db";
import { isOutage, remedyFor } from "../connector-failure.ts";
import type { ServiceContext } from "../context.ts";

/**
 * What a call to the platform showed: the probe that passed, `ok` after other calls with what is to be told of them, or
 * what failed.
 */
export type ConnectionOutcome =
  | { kind: "probed"; probe: ProbeResult }
  | { kind: "ok"; notes?: readonly string[] }
  | { kind: "failed"; error: ConnectorError; connectedAt?: Date | null };

/**
 * Keeps the connection's card honest after a call. An outage is shown as one and says nothing about the credentials;
 * nothing here ever deletes them. Verbs that call a platform report here, the order sync too.
 */
export async function recordConnectionOutcome(
  ctx: ServiceContext,
  connectionId: string,
  outcome: ConnectionOutcome,
): Promise<void> {
  const changed = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const known = await tx
      .selectFrom("connections")
      .select(["status", "error", "warnings", "connected_at"])
      .where("id", "=", connectionId)
      .where("disconnected_at", "is", null)
      .forUpdate()
      .executeTakeFirst();
    if (known === undefined || isOfEarlierConsent(outcome, known)) return undefined;
    return await tx
      .updateTable("connections")
      .set({ ...changeFor(ctx, outcome, known), ...stillRefused(outcome, known) })
      .where("id", "=", connectionId)
      .returning("platform")
      .executeTakeFirst();
  });
  if (changed !== undefined) {
    ctx.events.publish(ctx.workspaceId, { type: "connections-changed", platform: changed.platform });
  }
}

/**
 * Keeps the card honest after a failed call. Only what a connector reports says anything about the connection. Long work
 * gives the connection as it was at its start: what fails for want of an earlier consent says nothing about a new one.
 */
export async function recordConnectionFailure(
  ctx: ServiceContext,
  connection: string | Pick<ConnectionRow, "id" | "connected_at">,
  error: unknown,
): Promise<void> {
  if (!ConnectorError.is(error) || error.code === "aborted") return;
  if (typeof connection === "string") return await recordConnectionOutcome(ctx, connection, { kind: "failed", error });
  const outcome = { kind: "failed", error, connectedAt: connection.connected_at } as const;
  await recordConnectionOutcome(ctx, connection.id, outcome);
}

type Known = Pick<ConnectionRow, "status" | "error" | "warnings">;

function isOfEarlierConsent(outcome: ConnectionOutcome, known: Pick<ConnectionRow, "connected_at">): boolean {
  if (outcome.kind !== "failed" || outcome.connectedAt === undefined) return false;
  return outcome.connectedAt?.getTime() !== known.connected_at?.getTime();
}

/**
 * A test call needs fewer permissions than the work: where one was refused, the card stays red until the work itself
 * succeeds again.
 */
function stillRefused(outcome: ConnectionOutcome, { status, error }: Known): ConnectionChange {
  if (outcome.kind !== "probed" || error?.code !== "permission_denied") return {};
  return { status, error: JSON.stringify(error) };
}

function changeFor(ctx: ServiceContext, outcome: ConnectionOutcome, known: Known): ConnectionChange {
  const now = ctx.now();
  if (outcome.kind === "failed") return { ...failedChange(outcome.error), updated_at: now };
  const healthy = { status: "connected", error: null, last_checked_at: now, updated_at: now } as const;
  if (outcome.kind === "ok") return { ...healthy, ...withNotes(outcome.notes ?? [], known) };
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

function withNotes(notes: readonly string[], { warnings }: Known): ConnectionChange {
  if (notes.length === 0) return {};
  return { warnings: JSON.stringify([...new Set([...warnings, ...notes])]) };
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
