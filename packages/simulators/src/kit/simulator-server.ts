import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { createControlRoutes } from "./control-routes.ts";
import type { Simulator, SimulatorEnv } from "./simulator-types.ts";

export interface SimulatorServerOptions {
  readonly simulators: readonly Simulator[];
  /** Further routes beside the simulators, such as a front page. */
  readonly extraRoutes?: Hono;
}

export interface SimulatorServer {
  /** All routes together; `app.request()` answers without a socket. */
  readonly app: Hono<SimulatorEnv>;
  /** Listens on 127.0.0.1 and gives the origin, `http://127.0.0.1:49152`. Port 0 (default) takes a free one. */
  start(options?: { port?: number; hostname?: string }): Promise<string>;
  /** Stops listening and cuts what is still open. */
  stop(): Promise<void>;
}

/** Serves several simulators on one port, each under its prefix, with the control API under `/_simulator`. */
export function createSimulatorServer(options: SimulatorServerOptions): SimulatorServer {
  const app = new Hono<SimulatorEnv>();
  app.route("/", createControlRoutes(options.simulators));
  if (options.extraRoutes) app.route("/", options.extraRoutes);
  for (const simulator of options.simulators) {
    app.all(`${simulator.prefix}/*`, (c) => simulator.app.fetch(c.req.raw, c.env));
  }
  let server: Server | undefined;

  return {
    app,
    async start({ port = 0, hostname = "127.0.0.1" } = {}) {
      if (server !== undefined) throw new Error("The simulator server is running already");
      // Without createServer options the adaptor makes a node:http server.
      const created = createAdaptorServer({ fetch: app.fetch }) as Server;
      server = created;
      await listen(created, port, hostname);
      return originOf(created);
    },
    async stop() {
      const running = server;
      if (running === undefined) return;
      server = undefined;
      await new Promise<void>((resolve) => {
        running.close(() => resolve());
        running.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, port: number, hostname: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The simulator server has no port");
  return `http://${address.address}:${address.port}`;
}
