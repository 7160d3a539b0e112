import { createHash } from "node:crypto";
import { canonicalJson, type StubBody, sealStub } from "@counterfoil/core/resolution";
import {
  type AuditFault,
  findFaultyAudit,
  readAuditChain,
  readStubChain,
  readStubChainEnd,
  type StubRow,
} from "@counterfoil/db";
import type { ServerParts } from "../context.ts";
import { linkWaitingAudit } from "./link-waiting-audit.ts";

/** One row that is not what was written. */
export interface TrailFault {
  trail: "audit" | "stubs";
  /** The row's id. */
  id: string;
  /** Its place in the chain; null for a row outside it. */
  number: number | null;
  fault: AuditFault;
}

/** What the two trails of a workspace say about themselves. */
export interface TrailReport {
  workspaceId: string;
  auditRows: number;
  stubs: number;
  /** Hashes of the last rows: kept elsewhere, they prove later that no end was cut off. Null while a trail is empty. */
  auditHead: string | null;
  stubHead: string | null;
  /** At most 100 of each trail. */
  faults: TrailFault[];
}

type Parts = Pick<ServerParts, "db" | "now">;

const mostFaults = 100;
const pageSize = 1000;

/** Links what waits, then reads both trails of a workspace from their beginning. */
export async function verifyTrail(parts: Parts, workspaceId: string): Promise<TrailReport> {
  await linkWaitingAudit(parts, workspaceId);
  const audit = await parts.db.inWorkspace(workspaceId, async (tx) => ({
    faults: await findFaultyAudit(tx, mostFaults),
    state: await readAuditChain(tx),
  }));
  const stubs = await verifyStubs(parts, workspaceId);
  return {
    workspaceId,
    auditRows: audit.state.linked,
    auditHead: audit.state.head,
    stubs: stubs.count,
    stubHead: stubs.head,
    faults: [
      ...audit.faults.map(({ auditId, number, fault }) => ({ trail: "audit" as const, id: auditId, number, fault })),
      ...stubs.faults,
    ],
  };
}

interface StubTrail {
  count: number;
  /** Of the last stub read; the next one names it. */
  head: string | null;
  sequence: number;
  faults: TrailFault[];
}

async function verifyStubs(parts: Parts, workspaceId: string): Promise<StubTrail> {
  const trail: StubTrail = { count: 0, head: null, sequence: 0, faults: [] };
  for (;;) {
    const page = await parts.db.inWorkspace(workspaceId, (tx) =>
      readStubChain(tx, { after: trail.sequence, limit: pageSize }),
    );
    if (page.length === 0) break;
    for (const stub of page) readStub(trail, stub);
  }
  const end = await parts.db.inWorkspace(workspaceId, readStubChainEnd);
  if (end !== null && end.sequence > trail.sequence) {
    trail.faults.push({ trail: "stubs", id: "the newest stubs", number: trail.sequence + 1, fault: "missing" });
  }
  return { ...trail, faults: trail.faults.slice(0, mostFaults) };
}

function readStub(trail: StubTrail, stub: StubRow): void {
  const number = Number(stub.sequence);
  const fault = stubFault(trail, stub, number);
  if (fault !== null) trail.faults.push({ trail: "stubs", id: stub.id, number, fault });
  trail.count += 1;
  trail.head = stub.hash;
  trail.sequence = number;
}

function stubFault(trail: StubTrail, stub: StubRow, number: number): AuditFault | null {
  const body = stub.payload as StubBody;
  const sealed = sealStub(body, stub.previous_hash === "" ? null : stub.previous_hash, sha256).hash;
  if (sealed !== stub.hash || !columnsAgree(stub, body)) return "changed";
  return number !== trail.sequence + 1 || stub.previous_hash !== (trail.head ?? "") ? "chain_broken" : null;
}

/** The columns repeat what the sealed payload says. */
function columnsAgree(stub: StubRow, body: StubBody): boolean {
  const columns = [stub.id, stub.action, stub.line_id, stub.reverses_id, stub.decided_by_kind, stub.at.toISOString()];
  const sealed = [body.id, body.kind, body.lineId, body.undoes, body.decider.kind, new Date(body.at).toISOString()];
  return canonicalJson(columns) === canonicalJson(sealed);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
