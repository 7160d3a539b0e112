import { signIn } from "@counterfoil/client";
import { createDatabase, type DatabaseHandle } from "@counterfoil/db";
import { callerOf, readConfig, startServer } from "@counterfoil/server/embed";
import { type ShopSize, seedShop } from "./seed-shop.ts";
import { takeShopFolder } from "./shop-folder.ts";

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

export interface ShopOptions {
  /** The built dashboard to serve. */
  webDir?: string;
  /** A folder in which filled shops stay, one for each size, for the next run. */
  keep?: string | undefined;
}

/** Starts a server with an owner and their filled workspace, on a database of its own. */
export async function openShop(size: Omit<ShopSize, "workspaceId">, options: ShopOptions = {}): Promise<OpenShop> {
  const folder = await takeShopFolder(size, options.keep);
  const database = await createDatabase({ dataDir: folder.path });
  const web = options.webDir === undefined ? {} : { WEB_DIR: options.webDir };
  const settings = { PORT: "0", DATA_DIR: folder.path, LOG_LEVEL: "error", ROLE: "web", SANDBOX: "false", ...web };
  const server = await startServer(readConfig(settings), { database });
  const url = server.url ?? "";
  const workspaceId = folder.workspaceId ?? (await makeWorkspace(url));
  if (folder.workspaceId === null) {
    await fillWorkspace(database, { ...size, workspaceId });
    await folder.finish(workspaceId);
  }
  const user = await database.db.selectFrom("auth.user").select(["id", "name", "email"]).executeTakeFirstOrThrow();
  return {
    ...{ url, workspaceId, database },
    caller: callerOf(server, { workspaceId, role: "owner", user }),
    session: await signIn({ url, email: owner.email, password: owner.password }),
    close: async () => {
      await server.stop();
      await database.close();
      await folder.release();
    },
  };
}

async function makeWorkspace(url: string): Promise<string> {
  const asked = await fetch(`${url}/trpc/setup.createOwner`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...owner, ...workspace }),
  });
  const made = (await asked.json()) as { result: { data: { workspaceId: string } } };
  return made.result.data.workspaceId;
}

async function fillWorkspace(database: DatabaseHandle, size: ShopSize): Promise<void> {
  const started = performance.now();
  await seedShop(database, size);
  process.stderr.write(`seeded ${size.orders} orders in ${Math.round((performance.now() - started) / 1000)} s\n`);
}
