import type { Connector, ProbeResult } from "@counterfoil/connector-kit";
import { toServiceError } from "../connector-failure.ts";

const probeDeadlineMs = 30_000;

/** Runs the test call with a deadline. Throws a service error that names what is wrong and what to do. */
export async function probeConnector(connector: Connector): Promise<ProbeResult> {
  try {
    return await connector.probe({ deadlineMs: probeDeadlineMs });
  } catch (error) {
    throw toServiceError(error);
  }
}
