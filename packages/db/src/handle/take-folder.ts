import { createHash } from "node:crypto";
import { realpath, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseErrorCode } from "./database-error.ts";

/**
 * Takes a folder for this process. The proof is a local socket that this process listens on: it falls silent with
 * the process, however that ends. Throws when another process that is alive has the folder.
 */
export async function takeFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const address = socketOf(await realpath(folder));
  const server = (await listen(address)) ?? (await listenAgain(address));
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Named after the folder and kept outside it: the path of a socket may have only about a hundred characters. */
function socketOf(folder: string): string {
  const name = `counterfoil-${createHash("sha256").update(folder).digest("hex").slice(0, 24)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

async function listen(address: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy());
  return await new Promise((resolve, reject) => {
    server.once("error", (error) => (databaseErrorCode(error) === "EADDRINUSE" ? resolve(null) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}

async function listenAgain(address: string): Promise<Server> {
  if (!(await someoneListens(address))) {
    await rm(address, { force: true });
    const server = await listen(address);
    if (server) return server;
  }
  throw new Error("another Counterfoil uses this data folder: stop it first, or give each a folder of its own");
}

async function someoneListens(address: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
