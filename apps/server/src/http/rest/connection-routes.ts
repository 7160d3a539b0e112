import { z } from "zod";
import type { ConnectionCard } from "../../services/connections/connection-card.ts";
import { invalid } from "../../services/service-error.ts";
import type { SyncStatus } from "../../services/sync/sync-status.ts";
import { envelope, enveloped, platformPath } from "./common-schemas.ts";
import { readSettings, readStatuses, settingsBody, settingsWire, writeSettings } from "./connection-settings.ts";
import { beginConsent, consentQuery } from "./credential-routes.ts";
import { connectionOf } from "./platform-card.ts";
import { restRoute } from "./rest-route.ts";

const base = "/api/v1/platforms";
const tag = "Connections";

const connect = restRoute({
  ...{ method: "get", path: `${base}/connect/{platform}`, operationId: "connectPlatform", tag },
  ...{ scope: "connections:write", summary: "The address of a platform's consent page." },
  description: "Open it in a browser that is signed in here as the same person.",
  input: { path: platformPath, query: consentQuery },
  responses: {
    200: {
      description: "Where to go.",
      schema: envelope(z.object({ authUrl: z.string() })).extend({ authUrl: z.string() }),
    },
  },
  handle: async (call) => {
    const authUrl = await beginConsent(call, { platform: call.path.platform, ...call.query });
    return { body: { ...enveloped("Open this address to give your consent.", { authUrl }).body, authUrl } };
  },
});

const connectionWire = z
  .object({
    platform: z.string(),
    status: z.enum(["connected", "incomplete", "error", "not_connected"]),
    connected: z.boolean(),
    account: z.string().nullable(),
    connectedAt: z.string().nullable(),
    lastSync: z.object({
      products: z.string().nullable(),
      inventory: z.string().nullable(),
      orders: z.string().nullable(),
    }),
    nextSync: z.string().nullable(),
    autoSync: z.boolean(),
    errors: z.array(z.object({ code: z.string(), message: z.string(), remedy: z.string().nullable() })),
    health: z.enum(["healthy", "failing", "unknown"]),
  })
  .meta({ id: "Connection" });

function connectionOnWire(card: ConnectionCard, all: readonly SyncStatus[]): z.infer<typeof connectionWire> {
  const own = all.filter(({ connectionId }) => connectionId === card.connectionId);
  const last = (kind: string) => own.find((status) => status.kind === kind)?.lastSuccessAt ?? null;
  const connected = card.status === "connected";
  return {
    ...{ platform: card.platform, status: card.status, connected, account: card.account },
    connectedAt: card.connectedAt,
    lastSync: { products: last("listings"), inventory: last("stock"), orders: last("orders") },
    nextSync: own.flatMap(({ nextRunAt }) => nextRunAt ?? []).sort()[0] ?? null,
    autoSync: own.some(({ pausedAt }) => pausedAt === null),
    errors: card.error === null ? [] : [card.error],
    health: card.error !== null ? "failing" : connected ? "healthy" : "unknown",
  };
}

const list = restRoute({
  ...{ method: "get", path: `${base}/connections`, operationId: "listConnections", tag },
  ...{ scope: "connections:read", summary: "Every platform and how its connection stands." },
  responses: { 200: { description: "One for each platform.", schema: envelope(z.array(connectionWire)) } },
  handle: async (call) => {
    const [cards, statuses] = await Promise.all([call.api.connections.list(), readStatuses(call)]);
    const data = cards.map((card) => connectionOnWire(card, statuses));
    return enveloped(`${data.filter(({ connected }) => connected).length} platforms are connected.`, data);
  },
});

const settings = restRoute({
  ...{ method: "put", path: `${base}/connections/{platform}/settings`, operationId: "changeConnectionSettings", tag },
  ...{ scope: "connections:write", summary: "Change what is read of a platform, and how often." },
  input: { path: platformPath, body: settingsBody },
  responses: { 200: { description: "The settings as they are now.", schema: envelope(settingsWire) } },
  handle: async (call) => {
    if (Object.keys(call.body).length === 0) throw invalid("Name at least one setting.");
    const { connectionId } = await connectionOf(call, call.path.platform);
    await writeSettings(call, connectionId, call.body);
    return enveloped("The settings are changed.", await readSettings(call, connectionId));
  },
});

const remove = restRoute({
  ...{ method: "delete", path: `${base}/connections/{platform}`, operationId: "deleteConnection", tag },
  ...{ scope: "connections:write", summary: "Disconnect a platform: its secrets are deleted, its orders kept." },
  input: { path: platformPath },
  responses: { 200: { description: "Disconnected.", schema: envelope(z.null()) } },
  handle: async (call) => {
    const { connectionId, platform } = await connectionOf(call, call.path.platform);
    await call.api.connections.disconnect({ connectionId });
    return enveloped(`${platform} is disconnected. Its orders are kept.`, null);
  },
});

const testWire = z
  .object({
    connected: z.boolean(),
    account: z.string().nullable(),
    called: z.string(),
    latencyMs: z.number(),
    testedAt: z.string(),
    warnings: z.array(z.string()),
  })
  .meta({ id: "ConnectionTest" });

const test = restRoute({
  ...{ method: "post", path: `${base}/connections/{platform}/test`, operationId: "testConnection", tag },
  ...{ scope: "connections:write", summary: "Make the platform's cheapest call now." },
  description: "A failed test is an error with its code and what to do about it.",
  input: { path: platformPath },
  responses: { 200: { description: "What the call showed.", schema: envelope(testWire) } },
  handle: async (call) => {
    const { connectionId, platform } = await connectionOf(call, call.path.platform);
    const { pending, ...shown } = await call.api.connections.test({ connectionId });
    return enveloped(`${platform} answered.`, { connected: pending === null, ...shown });
  },
});

export const connectionRoutes = [connect, list, settings, remove, test];
