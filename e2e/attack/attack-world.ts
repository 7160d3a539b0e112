import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { createDatabase, type DatabaseHandle } from "@counterfoil/db";
import { createTestWorkspace, fillEveryTable } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { sql } from "kysely";
import { roles } from "../../apps/server/src/services/context.ts";
import { createOwner } from "../support/desk-set-up.ts";
import { newDatabase } from "../support/new-database.ts";
import { type ServerProcess, startServer, temporaryFolder } from "../support/server-process.ts";
import { type Canary, startCanary, startRedirector } from "./canary.ts";
import { type LocalResolver, startLocalResolver } from "./local-resolver.ts";

type Redirector = Awaited<ReturnType<typeof startRedirector>>;
export type RoleName = (typeof roles)[number];

export interface Person {
  userId: string;
  email: string;
  workspaceId: string;
  /** The cookies of a signed-in browser. */
  cookie: string;
}

/** A running server with two sellers who are nothing to each other, and people of lesser roles. */
export interface AttackWorld {
  server: ServerProcess;
  url: string;
  database: DatabaseHandle;
  sandbox: Sandbox;
  /** Has connected shops, orders and stock. */
  ann: Person;
  /** Owns another workspace, and attacks. */
  bob: Person;
  /** A workspace with a row in every table that nobody of the suite belongs to. */
  hidden: string;
  /** Owns a workspace with a row in every table, and looks at its pages. */
  eve: Person;
  /** People of Ann's workspace, by role. */
  staff: ReadonlyMap<RoleName, Person>;
  resolver: LocalResolver;
  canary: Canary;
  redirector: Redirector;
  stop(): Promise<void>;
}

/** The password of everybody here. */
export const password = "a long pass phrase 42!";
export const masterKey = "9".repeat(64);
/** The loopback address that plays the open internet. */
const openAddress = "127.0.0.77";

/** Starts everything that the attacks need. `postgresUrl` is a server on which a database may be made. */
export async function startAttackWorld(postgresUrl: string): Promise<AttackWorld> {
  const folder = temporaryFolder();
  const [sandbox, resolver, canary, redirector] = await Promise.all([
    startSandbox({ port: 0 }),
    startLocalResolver(),
    startCanary(),
    startRedirector(openAddress),
  ]);
  const databaseUrl = await newDatabase(postgresUrl);
  const endpoints = { ebay: sandbox.baseURL("ebay"), "tiktok-shop": sandbox.baseURL("tiktok-shop") };
  const server = await startServer({
    ...{ dataDir: folder.path, databaseUrl, main: fileURLToPath(new URL("./attack-main.ts", import.meta.url)) },
    environment: {
      ATTACK_STAND_INS: JSON.stringify({ endpoints, resolver: resolver.address, open: openAddress }),
      ...{ COUNTERFOIL_MASTER_KEY: masterKey, TRUST_PROXY: "true", LOG_LEVEL: "debug", DEBUG: "platform:*" },
    },
  });
  const database = await createDatabase({ url: databaseUrl });
  const people = await makePeople(server.url, database);
  const stop = async () => {
    await database.close();
    await server.kill("SIGTERM");
    await Promise.all([sandbox.stop(), canary.stop(), redirector.stop()]);
    resolver.stop();
    folder.remove();
  };
  return { server, url: server.url, database, sandbox, resolver, canary, redirector, ...people, stop };
}

type People = Pick<AttackWorld, "ann" | "bob" | "eve" | "hidden" | "staff">;

async function makePeople(url: string, database: DatabaseHandle): Promise<People> {
  const { session } = await createOwner(url);
  const first = await database.asSystem((tx) =>
    tx.selectFrom("members").select(["user_id", "workspace_id"]).executeTakeFirstOrThrow(),
  );
  const ann = { userId: first.user_id, workspaceId: first.workspace_id, email: "ada@example.com", cookie: session };
  const hidden = await createTestWorkspace(database);
  await fillEveryTable(database, hidden);
  const bob = await makePerson(url, database, {
    ...{ like: ann.userId, workspaceId: await createTestWorkspace(database), role: "owner" },
  });
  const shown = await createTestWorkspace(database);
  await fillEveryTable(database, shown);
  const eve = await makePerson(url, database, { like: ann.userId, workspaceId: shown, role: "owner" });
  const staff = new Map<RoleName, Person>();
  for (const role of roles.slice(1))
    staff.set(role, await makePerson(url, database, { like: ann.userId, workspaceId: ann.workspaceId, role }));
  return { ann, bob, eve, hidden, staff };
}

interface NewPerson {
  /** Whose password it has. */
  like: string;
  workspaceId: string;
  role: RoleName;
}

/** Puts a person into the database, as no door lets strangers sign up, and signs them in. */
async function makePerson(
  url: string,
  database: DatabaseHandle,
  { like, workspaceId, role }: NewPerson,
): Promise<Person> {
  const userId = randomUUID();
  const email = `${role}-${userId.slice(0, 8)}@example.com`;
  await sql`INSERT INTO auth."user" (id, name, email) VALUES (${userId}, 'Bob', ${email})`.execute(database.db);
  await sql`INSERT INTO auth.account (id, issuer, "accountId", "providerId", "userId", password)
    SELECT ${randomUUID()}, issuer, ${userId}, "providerId", ${userId}, password FROM auth.account
    WHERE "userId" = ${like}`.execute(database.db);
  await database.asSystem((tx) =>
    tx.insertInto("members").values({ workspace_id: workspaceId, user_id: userId, role }).execute(),
  );
  const answer = await signInAs(url, { email, password });
  if (!answer.ok) throw new Error(`${role} could not sign in: ${answer.status} ${await answer.text()}`);
  return { userId, email, workspaceId, cookie: cookiesOf(answer) };
}

/** Tries to sign in, from an address of its own unless one is given. */
export async function signInAs(
  url: string,
  given: { email: string; password: string; from?: string },
): Promise<Response> {
  const { from = anyAddress(), ...body } = given;
  return await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, "x-forwarded-for": from },
    body: JSON.stringify(body),
  });
}

export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

let addresses = 0;
/** A caller's address that was not used before. */
export function anyAddress(): string {
  addresses += 1;
  return `198.51.${(addresses >> 8) & 255}.${addresses & 255}`;
}
