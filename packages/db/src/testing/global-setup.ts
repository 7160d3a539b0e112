import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgresServer } from "../embedded/postgres-server.ts";
import { pgliteScriptRunner, startPglite } from "../handle/pglite.ts";
import { withScriptRunner } from "../handle/postgres.ts";
import { migrate } from "../migrate/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** URL of a PostgreSQL server on which the tests may create databases. */
    postgresUrl: string;
    /** The migrated database that every test file's own one is cloned from. */
    postgresTemplate: string;
    /** A dump of a migrated embedded database. */
    pgliteDump: string;
  }
}

interface TestProject {
  provide(key: "postgresUrl" | "postgresTemplate" | "pgliteDump", value: string): void;
}

interface TestServer {
  url: string;
  template: string;
  dump: string;
  stop(): Promise<void>;
}

// Two projects of one run load this file twice: they share one server, and the last to finish stops it.
const shared = globalThis as typeof globalThis & {
  counterfoilTestServer?: { users: number; server: Promise<TestServer> } | undefined;
};

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.counterfoilTestServer ??= { users: 0, server: start() };
  const entry = shared.counterfoilTestServer;
  entry.users += 1;
  const server = await entry.server;
  project.provide("postgresUrl", server.url);
  project.provide("postgresTemplate", server.template);
  project.provide("pgliteDump", server.dump);
  return async () => {
    entry.users -= 1;
    if (entry.users > 0) return;
    shared.counterfoilTestServer = undefined;
    await server.stop();
  };
}

async function start(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "counterfoil-test-"));
  const given = process.env["TEST_DATABASE_URL"];
  const [postgres, dump] = await Promise.all([given ? null : startServer(), dumpPglite(folder)]);
  const url = given ?? (await ownerUrl(postgres?.url ?? ""));
  const template = `counterfoil_template_${process.pid}`;
  await createTemplate(url, template);
  return {
    url,
    template,
    dump,
    stop: async () => {
      if (given) await runOn(url, `DROP DATABASE IF EXISTS ${template}`);
      await postgres?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Durability is switched off: these databases live for one run. */
async function startServer() {
  const dataDir = await mkdtemp(join(tmpdir(), "counterfoil-test-postgres-"));
  const server = await startPostgresServer({
    dataDir,
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" },
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Tests run as an owner that is no superuser, as on a hosted PostgreSQL: a superuser would pass every policy. */
async function ownerUrl(superuserUrl: string): Promise<string> {
  const password = "test-only";
  await runOn(superuserUrl, `CREATE ROLE counterfoil_owner LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`);
  const url = new URL(superuserUrl);
  url.username = "counterfoil_owner";
  url.password = password;
  return url.href;
}

async function runOn(url: string, statement: string): Promise<void> {
  await withScriptRunner(url, (runner) => runner.run(statement));
}

async function createTemplate(url: string, template: string): Promise<void> {
  await runOn(url, `CREATE DATABASE ${template}`);
  const templateUrl = new URL(url);
  templateUrl.pathname = `/${template}`;
  await withScriptRunner(templateUrl.href, migrate);
}

async function dumpPglite(folder: string): Promise<string> {
  const pglite = await startPglite({});
  await migrate(pgliteScriptRunner(pglite));
  const file = join(folder, "pglite.tar");
  await writeFile(file, Buffer.from(await (await pglite.dumpDataDir("none")).arrayBuffer()));
  await pglite.close();
  return file;
}
