import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { createDatabase, type DatabaseHandle } from "@counterfoil/db";
import type { Logger } from "pino";
import { buildParts } from "./build-parts.ts";
import type { Config } from "./config.ts";
import { createMemoryEventBus, type MemoryEventBus } from "./events/memory-event-bus.ts";
import { startPostgresEventRelay } from "./events/postgres-event-relay.ts";
import { createHttpApp } from "./http/app.ts";
import { type FetchHandler, type Listener, listen } from "./http/listen.ts";
import { openBossQueue } from "./jobs/boss-queue.ts";
import { jobDefinitions } from "./jobs/job-definitions.ts";
import { reclaimOrphans } from "./jobs/reclaim-orphans.ts";
import { startWorkers } from "./jobs/start-workers.ts";
import { createLogger } from "./logger.ts";
import type { ServerParts } from "./services/context.ts";
import { markInterruptedRuns } from "./services/jobs/mark-interrupted-runs.ts";

/** What tests and embedders may put in place of the real thing. */
export interface ServerOverrides {
  /** An open database; closing it stays with whoever opened it. */
  database?: DatabaseHandle;
  connectors?: readonly ConnectorDefinition[];
  /** Sends real connections of a platform to another origin: a proxy, or a stand-in. */
  endpoints?: Readonly<Record<string, string>>;
  logger?: Logger;
  /** Reaches addresses that sellers enter. */
  outboundFetch?: typeof globalThis.fetch;
  now?: () => Date;
}

export interface RunningServer {
  /** The address for people; null in a process that only works. */
  url: string | null;
  parts: ServerParts;
  /** Finishes what is being answered, hands running jobs back, and closes the database. */
  stop(): Promise<void>;
}

type Closer = () => Promise<void>;

/** Starts the roles that the settings ask for. On a failure everything already started is stopped again. */
export async function startServer(config: Config, overrides: ServerOverrides = {}): Promise<RunningServer> {
  const closers: Closer[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return { ...(await start(config, overrides, closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  config: Config,
  overrides: ServerOverrides,
  closers: Closer[],
): Promise<Omit<RunningServer, "stop">> {
  const logger = overrides.logger ?? createLogger(config.logLevel);
  const door = createDoor();
  const listener = config.role === "worker" ? null : await openDoor(config, door, closers);
  const db = await openDatabase(config, overrides, closers);
  const events = createMemoryEventBus((error) => logger.error({ err: error }, "an event listener failed"));
  await relayEvents({ config, db, events, logger }, closers);
  const queue = await openBossQueue({ connection: db.connection, definitions: jobDefinitions, logger });
  closers.push(() => queue.boss.stop({ graceful: true, timeout: 5000 }));
  const publicUrl = config.publicUrl ?? listener?.origin ?? `http://${config.host}:${config.port}`;
  const built = await buildParts({ config, overrides, logger, db, events, queue, publicUrl });
  closers.push(async () => built.stopWaking());
  closers.push(async () => built.parts.mailer?.close());
  closers.push(() => built.demoShop?.stop() ?? Promise.resolve());
  if (ownsDatabase(config)) {
    await markInterruptedRuns(built.parts);
    await reclaimOrphans(queue.boss);
  }
  if (config.role !== "web") {
    const workers = await startWorkers(built.parts, queue.boss, jobDefinitions);
    closers.push(() => workers.stop());
  }
  const closing = new AbortController();
  closers.push(async () => closing.abort());
  door.open(createHttpApp(built.http, closing.signal).fetch as FetchHandler);
  return { url: listener === null ? null : publicUrl, parts: built.parts };
}

/** True when no other process works on the same database: the embedded one. */
function ownsDatabase(config: Config): boolean {
  return config.databaseUrl === null;
}

/** Answers "starting" until the app stands behind it: the port is taken first, so that a taken one is known at once. */
function createDoor(): { fetch: FetchHandler; open(handler: FetchHandler): void } {
  const starting: FetchHandler = () => new Response("Counterfoil is starting.", { status: 503 });
  let current = starting;
  return {
    fetch: (request, env) => current(request, env),
    open: (handler) => {
      current = handler;
    },
  };
}

async function openDoor(config: Config, door: { fetch: FetchHandler }, closers: Closer[]): Promise<Listener> {
  const listener = await listen({ ...config, fetch: door.fetch });
  closers.push(() => listener.close());
  return listener;
}

async function openDatabase(config: Config, overrides: ServerOverrides, closers: Closer[]): Promise<DatabaseHandle> {
  if (overrides.database !== undefined) return overrides.database;
  const location = config.databaseUrl === null ? { dataDir: config.dataDir } : { url: config.databaseUrl };
  const db = await createDatabase(location);
  closers.push(() => db.close());
  return db;
}

async function relayEvents(
  parts: { config: Config; db: DatabaseHandle; events: MemoryEventBus; logger: Logger },
  closers: Closer[],
): Promise<void> {
  const { connection } = parts.db;
  if (connection.kind !== "postgres" || ownsDatabase(parts.config)) return;
  const relay = await startPostgresEventRelay({ url: connection.url, bus: parts.events, logger: parts.logger });
  closers.push(() => relay.stop());
}
