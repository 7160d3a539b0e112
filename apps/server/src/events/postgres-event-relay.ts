import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Logger } from "pino";
import { z } from "zod";
import { everythingChanged, type WorkspaceEvent } from "../services/events/workspace-event.ts";
import type { MemoryEventBus } from "./memory-event-bus.ts";

const channel = "counterfoil_events";
// PostgreSQL refuses a notification of 8000 bytes or more.
const largestMessage = 7500;
const reconnectMs = 2000;

const messageSchema = z.object({ from: z.string(), workspaceId: z.string(), event: z.unknown() });

export interface EventRelayHandle {
  stop(): Promise<void>;
}

/**
 * Carries events between the server processes that share a PostgreSQL database (LISTEN/NOTIFY). A lost connection is
 * made anew; what happened meanwhile is not repeated, pages re-read when they regain their own stream.
 */
export async function startPostgresEventRelay(options: {
  url: string;
  bus: MemoryEventBus;
  logger: Logger;
}): Promise<EventRelayHandle> {
  const relay = new PostgresEventRelay(options.url, options.bus, options.logger);
  await relay.connect();
  options.bus.relayTo((workspaceId, event) => relay.send(workspaceId, event));
  return relay;
}

class PostgresEventRelay implements EventRelayHandle {
  readonly #url: string;
  readonly #bus: MemoryEventBus;
  readonly #logger: Logger;
  readonly #self = randomUUID();
  #client: pg.Client | null = null;
  #stopped = false;
  #sending: Promise<unknown> = Promise.resolve();

  constructor(url: string, bus: MemoryEventBus, logger: Logger) {
    this.#url = url;
    this.#bus = bus;
    this.#logger = logger;
  }

  async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: "counterfoil events" });
    client.on("error", (error) => this.#lost(client, error));
    client.on("notification", ({ payload }) => this.#receive(payload ?? ""));
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    this.#client = client;
  }

  send(workspaceId: string, event: WorkspaceEvent): void {
    const message = (body: WorkspaceEvent) => JSON.stringify({ from: this.#self, workspaceId, event: body });
    const whole = message(event);
    if (Buffer.byteLength(whole) <= largestMessage) this.#notify(whole);
    else for (const broad of everythingChanged) this.#notify(message(broad));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#sending;
    await this.#client?.end();
  }

  #notify(message: string): void {
    // One statement at a time: a connection has no queue of its own to rely on.
    this.#sending = this.#sending
      .then(() => this.#client?.query("SELECT pg_notify($1, $2)", [channel, message]))
      .catch((error: unknown) => this.#logger.warn({ err: error }, "an event did not reach the other processes"));
  }

  #receive(payload: string): void {
    const parsed = messageSchema.safeParse(parseJson(payload));
    if (!parsed.success || parsed.data.from === this.#self) return;
    // Sent by another process of this same program.
    this.#bus.deliver(parsed.data.workspaceId, parsed.data.event as WorkspaceEvent);
  }

  #lost(client: pg.Client, error: Error): void {
    if (this.#stopped || this.#client !== client) return;
    this.#client = null;
    this.#logger.warn({ err: error }, "the connection for events was lost");
    client.end().catch(() => {});
    this.#retry();
  }

  #retry(): void {
    const attempt = (): void => {
      if (this.#stopped) return;
      this.connect().catch(() => this.#retry());
    };
    setTimeout(attempt, reconnectMs).unref();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
