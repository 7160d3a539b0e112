import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import type { DatabaseHandle } from "@counterfoil/db";
import type { Logger } from "pino";
import type { Accounts } from "./accounts.ts";
import type { Mailer } from "./alerts/mailer.ts";
import type { PlatformAccess } from "./connections/platform-access.ts";
import type { EventBus } from "./events/workspace-event.ts";
import type { Installation } from "./installation.ts";
import type { JobQueue } from "./job-queue.ts";
import type { StateSigner } from "./state-signer.ts";
import type { Vault } from "./vault.ts";
import type { WebhookAddresses } from "./webhooks/webhook-addresses.ts";

/** What a member may do, each more than the next: own, set up connections and settings, pack and send, look. */
export const roles = ["owner", "manager", "packer", "viewer"] as const;
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
  /** The way to the platforms: credentials, tokens, budgets, and the demo's simulators. */
  platforms: PlatformAccess;
  vault: Vault;
  stateSigner: StateSigner;
  webhookAddresses: WebhookAddresses;
  accounts: Accounts;
  installation: Installation;
  /** Null where the installation sends no e-mail. */
  mailer: Mailer | null;
  /** For addresses that somebody else chose: reaches the public internet only. */
  outboundFetch: typeof globalThis.fetch;
  logger: Logger;
}

/** Everything a verb may use, bound to one workspace and one actor. */
export interface ServiceContext extends ServerParts {
  workspaceId: string;
  actor: Actor;
  role: Role;
  /** The connections that whoever acts is confined to; null for all. `db` keeps to them by itself. */
  connections: readonly string[] | null;
  requestId: string;
}

/** What every verb takes. */
export interface Verb<Input> {
  ctx: ServiceContext;
  input: Input;
}

/** What the few verbs take that belong to no workspace, such as the first owner's. */
export interface ServerVerb<Input> {
  parts: ServerParts;
  input: Input;
}

/** The platforms this server knows, in the order the page shows them. */
export interface ConnectorRegistry {
  all(): readonly ConnectorDefinition[];
  /** Throws `not_found` for a platform this server does not know. */
  get(platform: string): ConnectorDefinition;
}

type Bound = Pick<ServiceContext, "workspaceId" | "actor" | "role" | "connections" | "requestId">;

/** Binds the server's parts to a workspace and whoever acts in it, within the connections they are confined to. */
export function bindContext(parts: ServerParts, bound: Bound): ServiceContext {
  const { workspaceId, requestId, connections } = bound;
  const db = connections === null ? parts.db : confineDatabase(parts.db, connections);
  return { ...parts, ...bound, db, logger: parts.logger.child({ workspaceId, requestId }) };
}

/** The database as somebody confined to some connections sees it: no verb can forget to say so. */
function confineDatabase(db: DatabaseHandle, connections: readonly string[]): DatabaseHandle {
  return {
    ...db,
    inWorkspace: (workspaceId, work, options) => db.inWorkspace(workspaceId, work, { ...options, connections }),
  };
}

/** The context of work that nobody asked for by hand: schedules, webhooks, recovery. */
export function systemContext(parts: ServerParts, workspaceId: string, name: string): ServiceContext {
  const requestId = `${name}:${parts.newId()}`;
  const actor = { kind: "system", name } as const;
  return bindContext(parts, { workspaceId, actor, role: "owner", connections: null, requestId });
}
