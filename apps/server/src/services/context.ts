import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import type { DatabaseHandle } from "@counterfoil/db";
import type { Logger } from "pino";
import type { EventBus } from "./events/workspace-event.ts";
import type { JobQueue } from "./job-queue.ts";
import type { Vault } from "./vault.ts";

/** What a member may do, each more than the next: own, set up connections and settings, do daily work, look. */
export const roles = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Who or what acts. Written into the audit trail and onto every decision. */
export type Actor =
  | { kind: "user"; id: string; name: string }
  | { kind: "system"; name: string }
  | { kind: "api_key"; id: string; name: string };

/** The parts of the server that outlive a request. Built once, in `main`. */
export interface ServerParts {
  db: DatabaseHandle;
  now(): Date;
  /** A new UUID v7. */
  newId(): string;
  events: EventBus;
  jobs: JobQueue;
  connectors: ConnectorRegistry;
  vault: Vault;
  logger: Logger;
}

/** Everything a verb may use, bound to one workspace and one actor. */
export interface ServiceContext extends ServerParts {
  workspaceId: string;
  actor: Actor;
  role: Role;
  requestId: string;
}

/** What every verb takes. */
export interface Verb<Input> {
  ctx: ServiceContext;
  input: Input;
}

/** The platforms this server knows, in the order the page shows them. */
export interface ConnectorRegistry {
  all(): readonly ConnectorDefinition[];
  /** Throws `not_found` for a platform this server does not know. */
  get(platform: string): ConnectorDefinition;
}
