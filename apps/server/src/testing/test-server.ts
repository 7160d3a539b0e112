import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseHandle } from "@counterfoil/db";
import { pino } from "pino";
import { readConfig } from "../config.ts";
import { createLogger } from "../logger.ts";
import { type RunningServer, type ServerOverrides, startServer } from "../server.ts";
import { createVisitor, type Visitor } from "./visitor.ts";

export const ownerForm = {
  name: "Ann Seller",
  email: "ann@example.com",
  password: "seven purple bricks",
  workspaceName: "Ann's shop",
  currency: "GBP",
  timeZone: "Europe/London",
  countryCode: "GB",
};

export interface TestServer extends Omit<RunningServer, "url"> {
  url: string;
  /** Everything the server logged so far. */
  log(): string;
  visitor(): Visitor;
  /** A visitor who is signed in as the owner; makes the owner on the first call. */
  owner(): Promise<Visitor>;
}

export const testMasterKey = "a".repeat(64);

/** A server on a free port over a test database, with a log that can be read. */
export async function startTestServer(
  database: DatabaseHandle,
  options: { overrides?: ServerOverrides; environment?: Record<string, string> } = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "counterfoil-server-"));
  const lines: string[] = [];
  const logger = createLogger("debug", { write: (line) => void lines.push(line) });
  const config = readConfig({
    PORT: "0",
    DATA_DIR: dataDir,
    COUNTERFOIL_MASTER_KEY: testMasterKey,
    WEB_DIR: dataDir,
    ...options.environment,
  });
  const server = await startServer(config, { database, logger, ...options.overrides });
  const { url } = server;
  if (url === null) throw new Error("a test server listens");
  return {
    ...server,
    url,
    log: () => lines.join(""),
    visitor: () => createVisitor(url),
    owner: () => signInAsOwner(url),
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function signInAsOwner(url: string): Promise<Visitor> {
  const visitor = createVisitor(url);
  const { data } = await visitor.query("setup.status");
  if ((data as { needsOwner: boolean }).needsOwner) {
    const made = await visitor.mutate("setup.createOwner", ownerForm);
    if (made.status !== 200) throw new Error(`the owner could not be made: ${JSON.stringify(made.error)}`);
    return visitor;
  }
  const { email, password } = ownerForm;
  const answer = await visitor.fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`the owner could not sign in: ${answer.status} ${await answer.text()}`);
  return visitor;
}

/** A logger that keeps nothing. */
export const silentLogger = pino({ level: "silent" });
