import type { ProbeResult, TokenSet } from "@counterfoil/connector-kit";
import { type ConnectionChange, type ConnectionRow, type Database, raiseStockTasks } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { connectionToContinue, listConnectionRows } from "./connection-rows.ts";
import { replaceCredential } from "./credentials.ts";
import { purgeConnection } from "./purge-connection.ts";
import { pendingChange } from "./record-outcome.ts";
import { expiryOf } from "./token-store.ts";

type Tx = Transaction<Database>;

/** A connection whose test call passed a moment ago. Only such a one is ever stored. */
export interface ProvenConnection {
  platform: string;
  method: "keys" | "oauth2";
  environment: string;
  marketplace: string | null;
  demo: boolean;
  fields: Readonly<Record<string, string>>;
  /** Null for keys. */
  tokens: TokenSet | null;
  probe: ProbeResult;
}

/**
 * Stores a proven connection in one transaction. The same account continues its earlier connection with settings,
 * history and cursors; another account of the platform takes its place and the former one is disconnected.
 */
export async function storeProvenConnection(ctx: ServiceContext, proven: ProvenConnection): Promise<string> {
  const connectionId = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const rows = await listConnectionRows(tx);
    const { account, accountId } = proven.probe;
    const earlier = connectionToContinue(rows, { ...proven, account, accountId });
    const id = earlier?.id ?? ctx.newId();
    const others = rows.filter(({ platform, disconnected_at, id: other }) => {
      return platform === proven.platform && disconnected_at === null && other !== id;
    });
    for (const other of others) await purgeConnection(tx, ctx, other);
    await writeRow(tx, ctx, { id, earlier, proven });
    await writeSecrets(tx, ctx, { id, proven });
    await writeAudit(tx, ctx, {
      action: earlier === null ? "connection-made" : "connection-renewed",
      subjectType: "connection",
      subjectId: id,
      text: `${proven.platform} was connected${account === null ? "" : ` as ${account}`}.`,
    });
    return id;
  });
  ctx.events.publish(ctx.workspaceId, { type: "connections-changed", platform: proven.platform });
  return connectionId;
}

async function writeRow(
  tx: Tx,
  ctx: ServiceContext,
  row: { id: string; earlier: ConnectionRow | null; proven: ProvenConnection },
): Promise<void> {
  const { proven, earlier } = row;
  const { probe } = proven;
  const now = ctx.now();
  const stockReadOnly = isStockReadOnly(ctx, proven);
  const settings = { ...earlier?.settings, fieldNames: Object.keys(proven.fields), stockReadOnly };
  const change = {
    method: proven.method,
    marketplace: proven.marketplace ?? probe.marketplace,
    account: probe.account ?? earlier?.account ?? null,
    account_external_id: probe.accountId ?? earlier?.account_external_id ?? null,
    status: "connected",
    demo: proven.demo,
    settings: JSON.stringify(settings),
    scopes: probe.scopes === null ? null : JSON.stringify(probe.scopes),
    last_checked_at: now,
    last_called: probe.called,
    last_latency_ms: Math.round(probe.latencyMs),
    warnings: JSON.stringify(probe.warnings),
    error: null,
    ...pendingChange(probe),
    expires_at: proven.tokens === null ? null : expiryOf(proven.tokens),
    connected_at: now,
    disconnected_at: null,
    updated_at: now,
  } satisfies ConnectionChange;
  if (earlier !== null) {
    await tx.updateTable("connections").set(change).where("id", "=", row.id).execute();
    if (earlier.settings["stockReadOnly"] === true && !stockReadOnly) await tellAllFigures(tx, row.id);
    return;
  }
  const { platform, environment } = proven;
  const values = { ...change, workspace_id: ctx.workspaceId, id: row.id, platform, environment };
  await tx.insertInto("connections").values(values).execute();
}

/** Some platforms take figures only where the seller allows it, by a field of the form. */
function isStockReadOnly(ctx: ServiceContext, { platform, fields }: ProvenConnection): boolean {
  const { stockWriteField } = ctx.connectors.get(platform).manifest;
  return stockWriteField !== undefined && fields[stockWriteField.name] !== stockWriteField.value;
}

async function tellAllFigures(tx: Tx, connectionId: string): Promise<void> {
  const listings = await tx.selectFrom("listings").select("id").where("connection_id", "=", connectionId).execute();
  await raiseStockTasks(tx, { listingIds: listings.map(({ id }) => id), cause: "settings" });
}

async function writeSecrets(
  tx: Tx,
  ctx: ServiceContext,
  secret: { id: string; proven: ProvenConnection },
): Promise<void> {
  const { workspaceId } = ctx;
  const target = { workspaceId, connectionId: secret.id, now: ctx.now() };
  const seal = (purpose: "fields" | "tokens", value: unknown) =>
    ctx.vault.seal({ workspaceId, subjectId: secret.id, purpose }, value);
  await replaceCredential(tx, { ...target, kind: "fields" }, await seal("fields", secret.proven.fields));
  if (secret.proven.tokens === null) return;
  await replaceCredential(tx, { ...target, kind: "tokens" }, await seal("tokens", secret.proven.tokens));
}
