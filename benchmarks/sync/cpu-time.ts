import { readdirSync, readFileSync } from "node:fs";

const ticksPerSecond = 100;

/** Processor time of this process in seconds. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** Processor time in seconds of a server's processes, those that ended included; null where the system does not tell. */
export function cpuSecondsOf(serverPid: number): number | null {
  const server = readTimes(serverPid);
  if (server === null) return null;
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readTimes(Number(name)) ?? [])
    .filter(({ parent }) => parent === serverPid);
  const ticks = server.own + server.ended + children.reduce((sum, { own }) => sum + own, 0);
  return ticks / ticksPerSecond;
}

/** Processor ticks of a process, and of its children that ended. */
function readTimes(pid: number): { parent: number; own: number; ended: number } | null {
  try {
    // The second field, the name, stands in brackets and may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")
      .map(Number);
    const at = (field: number): number => fields[field - 3] ?? 0;
    return { parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    return null;
  }
}
