// The server as main.ts starts it, but with real connections led to a simulator: how crash proofs run it.
import { readConfig } from "../../apps/server/src/config.ts";
import { startServer } from "../../apps/server/src/server.ts";

const endpoints = JSON.parse(process.env.STAND_IN_ENDPOINTS ?? "{}") as Record<string, string>;
const server = await startServer(readConfig(), { endpoints });
const { url } = server;
process.stdout.write(url === null ? "Counterfoil is working in the background\n" : `Counterfoil is ready at ${url}\n`);
process.once("SIGTERM", () => void server.stop().then(() => process.exit(0)));
