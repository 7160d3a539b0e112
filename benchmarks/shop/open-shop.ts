import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signIn } from "@counterfoil/client";
import { createDatabase, type DatabaseHandle } from "@counterfoil/db";
import { callerOf, readConfig, startServer } from "@counterfoil/server/embed";
import { type ShopSize, seedShop } from "./seed-shop.ts";

const owner = { name: "Bench", email: "bench@example.com", password: "seven purple bricks" };
const workspace = { workspaceName: "Bench", currency: "GBP", timeZone: "Europe/London", countryCode: "GB" };

/** A running server with a large shop, in this process. */
export interface OpenShop {
  url: string;
  workspaceId: string;
  database: DatabaseHandle;
  caller: ReturnType<typeof callerOf>;
  /** Cookies of the owner. */
  session: string;
  close(): Promise<void>;
}

/** Starts a server on a new database of its own, makes the owner, and fills their workspace. */
export async function openShop(
  size: Omit<ShopSize, "workspaceId">,
  options: { webDir?: string } = {},
): Promise<OpenShop> {
  const folder = await mkdtemp(join(tmpdir(), "counterfoil-bench-"));
  const database = await createDatabase({ dataDir: folder });
  const web = options.webDir === undefined ? {} : { WEB_DIR: options.webDir };
  const settings = { PORT: "0", DATA_DIR: folder, LOG_LEVEL: "error", ROLE: "web", SANDBOX: "false", ...web };
  const server = await startServer(readConfig(settings), { database });
  const url = server.url ?? "";
  const asked = await fetch(`${url}/trpc/setup.createOwner`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...owner, ...workspace }),
  });
  const made = (await asked.json()) as { result: { data: { workspaceId: string } } };
  const { workspaceId } = made.result.data;
  const started = performance.now();
  await seedShop(database, { ...size, workspaceId });
  process.stderr.write(`seeded ${size.orders} orders in ${Math.round((performance.now() - started) / 1000)} s\n`);
  const user = await database.db.selectFrom("auth.user").select(["id", "name", "email"]).executeTakeFirstOrThrow();
  return {
    ...{ url, workspaceId, database },
    caller: callerOf(server, { workspaceId, role: "owner", user }),
    session: await signIn({ url, email: owner.email, password: owner.password }),
    close: async () => {
      await server.stop();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
