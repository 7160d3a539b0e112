import {
  type AlertSettingsRow,
  countLateOrders,
  type Database,
  readLatestRuns,
  readOversold,
  readRunningLow,
  readUncoveredSales,
  type Trouble,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import { listConnectionRows } from "../connections/connection-rows.ts";
import { isOutageCode } from "../connector-failure.ts";
import type { ServiceContext } from "../context.ts";
import { syncKindDefinitions } from "../sync/sync-kinds.ts";

type Tx = Transaction<Database>;

const dayMs = 24 * 3_600_000;
/** An outage is the platform's affair until it lasts. */
const outageLastsMs = 3_600_000;
const soldLatelyMs = 7 * dayMs;

/** What may be chosen of the alerts, with the defaults where nothing was. */
export type AlertThresholds = Pick<AlertSettingsRow, "low_stock" | "expiry_days">;

/** Every trouble of the workspace as it is now. */
export async function findTroubles(tx: Tx, ctx: ServiceContext, thresholds: AlertThresholds): Promise<Trouble[]> {
  return [
    ...(await oversold(tx, ctx)),
    ...(await ofConnections(tx, ctx, thresholds)),
    ...(await lateOrders(tx, ctx)),
    ...(await lowStock(tx, ctx, thresholds)),
    ...(await phantoms(tx)),
    ...(await deadWebhooks(tx, ctx)),
  ];
}

function nameOf(ctx: ServiceContext, platform: string): string {
  const known = ctx.connectors.all().find(({ manifest }) => manifest.platform === platform);
  return known?.manifest.name ?? platform;
}

async function oversold(tx: Tx, ctx: ServiceContext): Promise<Trouble[]> {
  const rows = await readOversold(tx);
  return rows.map((row) => ({
    ...{ kind: "oversold", trouble: `oversold:${row.id}`, severity: "urgent" },
    title: `${nameOf(ctx, row.platform)} order ${row.number} sold a unit that was sold already`,
    text: `“${row.title}” has no unit left. Find another unit for it, or cancel the sale on the platform.`,
    link: `/settings/inventory-resolution?entry=${row.id}`,
  }));
}

async function ofConnections(tx: Tx, ctx: ServiceContext, { expiry_days }: AlertThresholds): Promise<Trouble[]> {
  const now = ctx.now().getTime();
  const connections = (await listConnectionRows(tx)).filter((row) => row.disconnected_at === null);
  const runs = await readLatestRuns(tx);
  return connections.flatMap((row): Trouble[] => {
    const name = nameOf(ctx, row.platform);
    const link = "/settings/integrations";
    const troubles: Trouble[] = [];
    const lasting = now - (row.last_checked_at?.getTime() ?? 0) > outageLastsMs;
    if (row.status === "error" && row.error !== null && (!isOutageCode(row.error.code) || lasting))
      troubles.push({
        ...{ kind: "connection", trouble: `connection:${row.id}`, severity: "urgent", link },
        title: `${name} is not connected any more`,
        text: `${row.error.message} ${row.error.remedy ?? ""} Until then no order comes in and no stock goes out.`,
      });
    if (row.expires_at !== null && row.expires_at.getTime() - now < expiry_days * dayMs)
      troubles.push({
        ...{ kind: "expiry", trouble: `expiry:${row.id}`, severity: "warning", link },
        title: `The consent for ${name} ends on ${row.expires_at.toISOString().slice(0, 10)}`,
        text: "Reconnect before then: settings, history and links are kept.",
      });
    for (const run of runs.filter((one) => one.connection_id === row.id && one.state === "failed")) {
      const { word } = syncKindDefinitions[run.kind];
      const first = run.errors.at(-1)?.message ?? "No reason was given.";
      const all = run.seen > 0 && run.failed === run.seen;
      troubles.push({
        ...{ kind: "run_failed", trouble: `run:${row.id}:${run.kind}`, severity: "warning", link: "/sync" },
        title: all ? `Nothing that ${name} gave of its ${word} could be used` : `${name}: reading ${word} failed`,
        text: all ? `All ${run.seen} of the last run failed. The first reason: ${run.errors[0]?.message}` : first,
      });
    }
    return troubles;
  });
}

async function lateOrders(tx: Tx, ctx: ServiceContext): Promise<Trouble[]> {
  const rows = await countLateOrders(tx, ctx.now());
  return rows.map(({ platform, late, example }) => ({
    ...{ kind: "late_orders", trouble: `late:${platform}`, severity: "urgent" },
    title:
      late === 1
        ? `${nameOf(ctx, platform)} order ${example} is late`
        : `${late} orders of ${nameOf(ctx, platform)} are late`,
    text: "Their time to be sent has passed. Send them, or tell the buyers.",
    link: `/orders?platform=${platform}`,
  }));
}

async function lowStock(tx: Tx, ctx: ServiceContext, { low_stock }: AlertThresholds): Promise<Trouble[]> {
  const since = new Date(ctx.now().getTime() - soldLatelyMs);
  const rows = await readRunningLow(tx, { since, few: low_stock });
  return rows.map((row) => ({
    ...{ kind: "low_stock", trouble: `low:${row.sku_key}`, severity: "warning" },
    title: row.left === 0 ? `${row.sku} is sold out` : `${row.left} left of ${row.sku}`,
    text: `“${row.title}” was sold within the last seven days.`,
    link: `/inventory?q=${encodeURIComponent(row.sku)}`,
  }));
}

async function phantoms(tx: Tx): Promise<Trouble[]> {
  const { length } = await readUncoveredSales(tx);
  if (length === 0) return [];
  return [
    {
      ...{ kind: "phantom", trouble: "phantom", severity: "warning", link: "/listings?view=phantoms" },
      title: `${length} ${length === 1 ? "sale" : "sales"} may have taken a unit that still counts as stock`,
      text: "They were sent and no unit was taken for them. Look at the units and say which one left.",
    },
  ];
}

/** An address that took nothing for as long as an outage may last. */
async function deadWebhooks(tx: Tx, ctx: ServiceContext): Promise<Trouble[]> {
  const rows = await tx
    .selectFrom("webhook_endpoints")
    .select(["id", "url", "failing_since"])
    .where("enabled", "=", true)
    .where("failing_since", "<", new Date(ctx.now().getTime() - outageLastsMs))
    .execute();
  return rows.map(({ id, url, failing_since }) => ({
    ...{ kind: "webhook", trouble: `webhook:${id}`, severity: "warning", link: "/settings/webhooks" },
    title: `${new URL(url).host} takes no messages`,
    text: `Nothing arrived there since ${failing_since?.toISOString().slice(0, 16).replace("T", " ")} UTC. What waits is tried again by itself; what was given up can be sent again.`,
  }));
}
