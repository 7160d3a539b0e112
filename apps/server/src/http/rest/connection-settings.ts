import { z } from "zod";
import { saveSettings } from "../../services/connections/save-settings.ts";
import { listRules, setRuleSettings } from "../../services/rules/rules.ts";
import { pauseSync, resumeSync, setSchedule } from "../../services/sync/schedules.ts";
import { type SyncStatus, syncStatus } from "../../services/sync/sync-status.ts";
import type { RestCall } from "./rest-route.ts";

type Call = Pick<RestCall<unknown, unknown, unknown>, "api" | "service">;

/** The kinds of sync behind the three words that callers know. */
const kindsOf = {
  syncProducts: ["listings"],
  syncInventory: ["stock"],
  syncOrders: ["orders", "order_status"],
} as const;
type Switch = keyof typeof kindsOf;
const switches = Object.keys(kindsOf) as Switch[];
const scheduled = Object.values(kindsOf).flat();

const minutes = z.number().int().min(5).max(44_640).meta({ description: "Minutes between two readings." });

export const settingsBody = z.strictObject({
  autoSync: z.boolean().optional().meta({ description: "False pauses everything that runs by the clock." }),
  syncProducts: z.boolean().optional(),
  syncInventory: z.boolean().optional(),
  syncOrders: z.boolean().optional(),
  syncInterval: minutes.optional(),
  linkLooseParts: z.boolean().optional(),
  autoFulfillment: z
    .boolean()
    .optional()
    .meta({ description: "Of all platforms at once: whether rules may send orders." }),
});

export const settingsWire = z
  .object({
    autoSync: z.boolean(),
    syncProducts: z.boolean(),
    syncInventory: z.boolean(),
    syncOrders: z.boolean(),
    syncInterval: z.number().int().nullable(),
    linkLooseParts: z.boolean(),
    autoFulfillment: z.boolean(),
  })
  .meta({ id: "ConnectionSettings" });

/** How every kind of sync stands, for whoever may see the connections. */
export async function readStatuses({ service }: Pick<Call, "service">): Promise<SyncStatus[]> {
  return await syncStatus({ ctx: service });
}

/** The settings of a connection as they are. */
export async function readSettings(call: Call, connectionId: string): Promise<z.infer<typeof settingsWire>> {
  const own = (await readStatuses(call)).filter((status) => status.connectionId === connectionId);
  const card = (await call.api.connections.list()).find((candidate) => candidate.connectionId === connectionId);
  const runs = (name: Switch) => own.some(({ kind, pausedAt }) => pausedAt === null && includes(name, kind));
  return {
    autoSync: own.some(({ pausedAt }) => pausedAt === null),
    ...{ syncProducts: runs("syncProducts"), syncInventory: runs("syncInventory"), syncOrders: runs("syncOrders") },
    syncInterval: own.find(({ kind }) => kind === "orders")?.everyMinutes ?? own[0]?.everyMinutes ?? null,
    linkLooseParts: card?.settings.linkLooseParts ?? false,
    autoFulfillment: (await listRules({ ctx: call.service })).autoFulfill,
  };
}

function includes(name: Switch, kind: string): boolean {
  return (kindsOf[name] as readonly string[]).includes(kind);
}

/** Changes what the body names, and nothing else. */
export async function writeSettings(
  { service: ctx }: Pick<Call, "service">,
  connectionId: string,
  body: z.infer<typeof settingsBody>,
): Promise<void> {
  const own = (await readStatuses({ service: ctx })).filter((status) => status.connectionId === connectionId);
  const kinds = own.map(({ kind }) => kind);
  if (body.linkLooseParts !== undefined) {
    await saveSettings({ ctx, input: { connectionId, settings: { linkLooseParts: body.linkLooseParts } } });
  }
  if (body.syncInterval !== undefined) {
    for (const kind of scheduled.filter((candidate) => kinds.includes(candidate))) {
      await setSchedule({ ctx, input: { connectionId, kind, everyMinutes: body.syncInterval } });
    }
  }
  if (body.autoFulfillment !== undefined) await setRuleSettings({ ctx, input: { autoFulfill: body.autoFulfillment } });
  const turn = (on: boolean) => (on ? resumeSync : pauseSync);
  if (body.autoSync !== undefined) await turn(body.autoSync)({ ctx, input: { connectionId } });
  for (const name of switches) {
    const on = body[name];
    if (on === undefined) continue;
    for (const kind of kindsOf[name]) await turn(on)({ ctx, input: { connectionId, kind } });
  }
}
