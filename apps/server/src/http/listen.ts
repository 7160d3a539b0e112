import type { Server } from "node:http";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { ConfigError } from "../config.ts";

export type FetchHandler = (request: Request, env: HttpBindings) => Response | Promise<Response>;

export interface Listener {
  /** The origin it answers at. */
  origin: string;
  close(): Promise<void>;
}

export interface ListenOptions {
  host: string;
  port: number;
  /** When the port is taken: false tries the next ones, true says so and gives up. */
  portIsFixed: boolean;
  fetch: FetchHandler;
}

const portsTried = 20;

/** Listens. Throws a ConfigError that names the variable when the port cannot be had. */
export async function listen(options: ListenOptions): Promise<Listener> {
  // Without createServer options the adaptor makes a node:http server.
  const server = createAdaptorServer({ fetch: options.fetch as never }) as Server;
  const last = options.portIsFixed || options.port === 0 ? options.port : options.port + portsTried - 1;
  for (let port = options.port; ; port += 1) {
    try {
      await bind(server, port, options.host);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw unusable(error, options);
      if (port >= last) throw taken(options, last);
    }
  }
  return { origin: originOf(server), close: () => closeServer(server) };
}

function bind(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const everywhere = address.address === "0.0.0.0" || address.address === "::";
  const host = everywhere ? "127.0.0.1" : address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5000).unref();
  });
}

function taken({ port }: ListenOptions, last: number): ConfigError {
  const which = last === port ? `Port ${port} is` : `Ports ${port} to ${last} are`;
  return new ConfigError(`${which} in use by another program. Set PORT to a free port, or stop that program.`);
}

function unusable(error: unknown, { host, port }: ListenOptions): ConfigError {
  const detail = error instanceof Error ? error.message : String(error);
  return new ConfigError(`The server cannot listen on HOST ${host}, PORT ${port}: ${detail}`);
}
