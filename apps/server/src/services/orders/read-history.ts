import type { StubBody } from "@counterfoil/core/resolution";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { OrderDetailView } from "./order-views.ts";

type Tx = Transaction<Database>;
type History = OrderDetailView["history"];

const systemWords: Readonly<Partial<Record<StubBody["kind"], string>>> = {
  linked: "Linked",
  queued: "Asked for a person",
  released: "Released",
  sold: "Sold",
  changed: "Changed",
};

/** What happened to an order, oldest first: what people did, and what the machine and the platform did to its lines. */
export async function readHistory(tx: Tx, orderId: string): Promise<History> {
  const audit = await tx
    .selectFrom("audit")
    .select(["at", "actor", "text", "action"])
    .where("subject_type", "=", "order")
    .where("subject_id", "=", orderId)
    .execute();
  const stubs = await tx
    .selectFrom("stubs")
    .innerJoin("order_lines", "order_lines.id", "stubs.line_id")
    .select(["stubs.at", "stubs.action", "stubs.payload", "order_lines.title"])
    .where("stubs.order_id", "=", orderId)
    .where("stubs.decided_by_kind", "<>", "person")
    .execute();
  const people = audit.map((row) => ({ at: row.at, actor: row.actor ?? "System", text: row.text ?? row.action }));
  const machine = stubs.map((row) => ({ at: row.at, actor: "System", text: stubText(row) }));
  return [...people, ...machine]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, actor, text }) => ({ at: at.toISOString(), actor, text }));
}

function stubText({ action, payload, title }: { action: string; payload: unknown; title: string }): string {
  // Written by `saveSheet`, which stores the whole body.
  const body = payload as StubBody;
  const word = systemWords[body.kind] ?? action;
  const reason = body.kind === "linked" ? body.evidence.find(({ effect }) => effect === "agrees")?.text : undefined;
  return reason === undefined ? `${word}: "${title}".` : `${word}: "${title}". ${reason}.`;
}
