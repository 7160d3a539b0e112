import type { ConnectorSettings } from "@counterfoil/connector-kit";
import type { ConformanceDriver, ConformanceFault } from "@counterfoil/connector-kit/conformance";
import { createEasypostSimulator } from "@counterfoil/simulators/easypost";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";

export const apiKey = "EZAK0123456789abcdef";

/** A simulated EasyPost with the driver that the conformance suite asks for. */
export async function startStandIn() {
  const clock = createClock({ at: "2026-11-21T09:00:00.000Z", mode: "frozen" });
  const simulator = createEasypostSimulator({ seed: { keys: [{ apiKey }] }, clock });
  const server = createSimulatorServer({ simulators: [simulator] });
  const baseURL = `${await server.start()}/easypost/v2`;
  const driver: ConformanceDriver = {
    reset: () => simulator.reset(),
    injectFault: (fault) => void simulator.faults.add(toSimulatorFault(fault)),
    effects: () => [],
    requestCount: () => simulator.requests.list().length,
    clock: { now: () => clock.milliseconds(), advance: (ms) => clock.advance(ms) },
    revoke: () => simulator.acts.revokeKey({ apiKey }),
  };
  const settings = (): ConnectorSettings => ({ credentials: { apiKey }, baseURL });
  const wrongSettings = (): ConnectorSettings => ({ credentials: { apiKey: "EZAKffffffffffffffff" }, baseURL });
  return { simulator, driver, settings, wrongSettings, stop: () => server.stop() };
}

function toSimulatorFault(fault: ConformanceFault): FaultInput {
  const match = { count: fault.times };
  switch (fault.kind) {
    case "throttled": {
      const after = fault.retryAfterSeconds;
      return { kind: "status", status: 429, ...(after !== null && { retryAfterSeconds: after }), ...match };
    }
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
