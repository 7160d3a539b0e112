import type { ConnectorError, WriteOutcome } from "@counterfoil/connector-kit";
import type { StockLevel } from "@counterfoil/core/model";
import { type PushDecision, pauseAfter } from "@counterfoil/core/stock";
import type { StockTaskOutcome } from "@counterfoil/db";
import { isOutage, remedyFor } from "../connector-failure.ts";
import type { WantedTask } from "./hold-for-rehearsal.ts";

/** How long after a write the platform's own figure is read back: some platforms show a change minutes late. */
const readBackAfterMs = 3 * 60_000;

function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}

function base(task: WantedTask): StockTaskOutcome {
  return {
    ...{ listing_id: task.listing_id, state: "settled", wanted: task.wanted, attempts: 0, available_at: null },
    ...{ raise_since: null, fell: false, sent_at: null, verify_at: null, note: null, error: null },
  };
}

type UnsentDecision = Exclude<PushDecision, { kind: "withdraw" | "offer" }>;

/** What becomes of a task that nothing is sent for now. */
export function unsentOutcome(task: WantedTask, decision: UnsentDecision, now: Date): StockTaskOutcome {
  switch (decision.kind) {
    case "nothing":
      return base(task);
    case "gone":
      return { ...base(task), note: "The listing had ended already." };
    case "missing": {
      const message = "The platform has no such listing any more. List the goods anew.";
      return { ...base(task), state: "failed", error: { code: "not_found", message, remedy: remedyFor("not_found") } };
    }
    case "read-orders-first": {
      const attempts = task.attempts + 1;
      return {
        ...{ ...base(task), state: "pending", attempts, available_at: later(now, pauseAfter(attempts)) },
        ...{ raise_since: new Date(decision.raiseSince).toISOString(), fell: decision.fell },
        note: decision.fell
          ? "The platform offers less than before: a sale may be on its way. Its orders are read before more is offered."
          : "The platform's orders are read before more is offered.",
      };
    }
  }
}

/** What becomes of a task whose figure was sent. */
export function sentOutcome(task: WantedTask, outcome: WriteOutcome<StockLevel>, now: Date): StockTaskOutcome {
  if (outcome.status === "failed") return failedOutcome(task, outcome.error, now);
  const sent = { sent_at: now.toISOString(), verify_at: later(now, readBackAfterMs), note: outcome.note };
  return { ...base(task), ...sent };
}

/** What becomes of a task that failed: tried again where that may help, else shown to a person. */
export function failedOutcome(task: WantedTask, error: ConnectorError, now: Date): StockTaskOutcome {
  const shown = { code: error.code, message: error.message, remedy: remedyFor(error.code) };
  if (error.code === "not_found" && task.wanted === 0) return { ...base(task), note: "The listing had ended already." };
  const ofConnection = error.code === "auth_expired" || error.code === "auth_revoked";
  if (!error.retryable && !isOutage(error) && !ofConnection) return { ...base(task), state: "failed", error: shown };
  const attempts = task.attempts + 1;
  const pause = later(now, pauseAfter(attempts));
  const named = error.retryAt ?? error.resetAt;
  const at = named === null ? pause : [pause, new Date(named).toISOString()].sort().at(-1);
  return {
    ...{ ...base(task), state: "pending", attempts, available_at: at ?? pause, error: shown },
    ...{ raise_since: task.raise_since?.toISOString() ?? null, fell: task.fell },
  };
}
