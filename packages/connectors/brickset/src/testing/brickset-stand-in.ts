import type { ConnectorSettings } from "@counterfoil/connector-kit";
import type { ConformanceDriver, ConformanceFault } from "@counterfoil/connector-kit/conformance";
import { type BricksetSeed, bricksetCatalogue, createBricksetSimulator } from "@counterfoil/simulators/brickset";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";

export const apiKey = "3-aB3d-Ef6h-iJ9kL";
export const user = { username: "shelfbricks", password: "correct horse", userHash: "h4sh-0c1e7a5b" };

const seed: BricksetSeed = {
  keys: [{ apiKey }],
  users: [user],
  sets: bricksetCatalogue,
  collections: [
    { username: user.username, setID: 29_830, qtyOwned: 1, notes: "boxed" },
    { username: user.username, setID: 26_725, wanted: true },
  ],
  minifigs: [{ minifigNumber: "sw0547", name: "Darth Revan", category: "Star Wars" }],
};

/** A simulated Brickset with the driver that the conformance suite asks for. */
export async function startStandIn() {
  const clock = createClock({ at: "2026-11-21T09:00:00.000Z", mode: "frozen" });
  const simulator = createBricksetSimulator({ seed, clock });
  const server = createSimulatorServer({ simulators: [simulator] });
  const baseURL = `${await server.start()}/brickset/api/v3.asmx`;
  const driver: ConformanceDriver = {
    reset: () => simulator.reset(),
    injectFault: (fault) => void simulator.faults.add(toSimulatorFault(fault)),
    effects: () => [],
    requestCount: () => simulator.requests.list().length,
    clock: { now: () => clock.milliseconds(), advance: (ms) => clock.advance(ms) },
    revoke: () => simulator.acts.revokeKey({ apiKey }),
    knownProduct: () => ({ number: "75192-1", barcode: "5702015869935", words: "Millennium Falcon" }),
    useUpQuota: () => simulator.acts.setUseToday({ apiKey, count: 100 }),
  };
  const settings = (): ConnectorSettings => ({ credentials: { apiKey }, baseURL });
  const wrongSettings = (): ConnectorSettings => ({ credentials: { apiKey: "3-ffff-ffff-fffff" }, baseURL });
  /** Settings with the stand-in's clock, for tests beside the suite. */
  const timed = (credentials: Record<string, string> = {}) => ({
    baseURL,
    credentials: { apiKey, ...credentials },
    now: () => clock.milliseconds(),
    sleep: async (ms: number) => clock.advance(ms),
  });
  return { simulator, clock, driver, settings, wrongSettings, timed, stop: () => server.stop() };
}

function toSimulatorFault(fault: ConformanceFault): FaultInput {
  const match = { count: fault.times };
  switch (fault.kind) {
    case "throttled":
      return {
        kind: "status",
        status: 429,
        ...(fault.retryAfterSeconds !== null && { retryAfterSeconds: fault.retryAfterSeconds }),
        ...match,
      };
    case "server-error":
      return { kind: "status", status: fault.status, ...match };
    case "slow":
      return { kind: "slow", milliseconds: fault.milliseconds, ...match };
    case "answer-lost":
      return { kind: "cut", when: "after-effect", ...match };
    default:
      return { kind: fault.kind, ...match };
  }
}
