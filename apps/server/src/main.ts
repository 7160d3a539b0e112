import { ConfigError, readConfig } from "./config.ts";
import { type RunningServer, startServer } from "./server.ts";

const secondsToStop = 15;

let stopping = false;
let running: RunningServer | null = null;

// Listened for from the first moment: a server that is told to stop while it starts must not leave a database behind.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), secondsToStop * 1000).unref();
    if (running !== null) void stop(running);
  });
}

try {
  running = await startServer(readConfig());
  if (stopping) await stop(running);
  const { url } = running;
  process.stdout.write(
    url === null ? "Counterfoil is working in the background\n" : `Counterfoil is ready at ${url}\n`,
  );
} catch (error) {
  const reason = error instanceof ConfigError ? error.message : error;
  process.stderr.write(`Counterfoil could not start. ${reason instanceof Error ? reason.stack : reason}\n`);
  process.exit(1);
}

async function stop(server: RunningServer): Promise<void> {
  await server.stop();
  process.exit(0);
}
