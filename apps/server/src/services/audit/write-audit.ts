import type { ActorKind, Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { Actor, ServiceContext } from "../context.ts";

export interface AuditEntry {
  /** Noun and verb, such as `connection-disconnected`. */
  action: string;
  subjectType: string;
  subjectId: string;
  /** One sentence for the subject's history. Must hold no secret. */
  text: string;
  detail?: Readonly<Record<string, unknown>>;
}

/** How the database names the kinds of actor. */
export function actorKind(actor: Actor): ActorKind {
  return actor.kind === "system" ? "system" : "person";
}

/** Writes who did what, in the transaction that did it. */
export async function writeAudit(tx: Transaction<Database>, ctx: ServiceContext, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto("audit")
    .values({
      workspace_id: ctx.workspaceId,
      id: ctx.newId(),
      at: ctx.now(),
      actor_kind: actorKind(ctx.actor),
      actor: ctx.actor.name,
      action: entry.action,
      subject_type: entry.subjectType,
      subject_id: entry.subjectId,
      text: entry.text,
      detail: JSON.stringify(entry.detail ?? {}),
      request_id: ctx.requestId,
    })
    .execute();
}
