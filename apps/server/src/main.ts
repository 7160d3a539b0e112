import { ConfigError, readConfig } from "./config.ts";
import { type RunningServer, startServer } from "./server.ts";

const secondsToStop = 15;

try {
  const server = await startServer(readConfig());
  const line =
    server.url === null ? "Counterfoil is working in the background" : `Counterfoil is ready at ${server.url}`;
  process.stdout.write(`${line}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(server));
} catch (error) {
  const reason = error instanceof ConfigError ? error.message : error;
  process.stderr.write(`Counterfoil could not start. ${reason instanceof Error ? reason.stack : reason}\n`);
  process.exit(1);
}

async function stop(server: RunningServer): Promise<void> {
  setTimeout(() => process.exit(1), secondsToStop * 1000).unref();
  await server.stop();
  process.exit(0);
}
