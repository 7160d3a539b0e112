import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A service in the private network. Nobody may get the server to call it. */
export interface Canary {
  port: number;
  /** Connections so far, whatever was said over them. */
  touched(): number;
  stop(): Promise<void>;
}

/** Listens at every address of this machine. */
export async function startCanary(): Promise<Canary> {
  let touched = 0;
  const server = createServer((_, answer) => answer.end("secret"));
  server.on("connection", () => {
    touched += 1;
  });
  const port = await listen(server, "::");
  return { port, touched: () => touched, stop: () => close(server) };
}

/** A host of the open internet that leads whoever asks it somewhere else: `/<status>/<address>`. */
export async function startRedirector(
  host: string,
): Promise<{ origin: string; calls(): number; stop(): Promise<void> }> {
  let calls = 0;
  const server = createServer((request, answer) => {
    calls += 1;
    const [, status = "302", target = ""] = (request.url ?? "").split("/");
    answer.writeHead(Number(status), { location: decodeURIComponent(target) }).end();
  });
  const port = await listen(server, host);
  return { origin: `https://${host}:${port}`, calls: () => calls, stop: () => close(server) };
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
