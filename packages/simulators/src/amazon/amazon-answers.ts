import type { Context } from "hono";
import type { FaultOf, SimulatorEnv } from "../kit/index.ts";
import { type AmazonError, AmazonRefusal, expiredToken, quotaExceeded } from "./amazon-errors.ts";
import type { AmazonWorld } from "./amazon-world.ts";
import { requestId } from "./operation.ts";

/** Turns a refusal into Amazon's `errors` body. */
export function answerError(error: Error, c: Context<SimulatorEnv>): Response | undefined {
  if (!(error instanceof AmazonRefusal)) return undefined;
  if (error.errorType !== null) c.header("x-amzn-ErrorType", error.errorType);
  return c.json({ errors: error.errors }, error.status as 400);
}

const systemErrors: Readonly<Record<number, AmazonError>> = {
  429: quotaExceeded().errors[0] as AmazonError,
  500: { code: "InternalFailure", message: "We encountered an internal error. Please try again.", details: "" },
  503: { code: "ServiceUnavailable", message: "Service is temporarily unavailable. Please try again.", details: "" },
};

/** Error answers for dialled faults, in the words of the door that was called. */
export function answerFault(
  world: AmazonWorld,
  c: Context<SimulatorEnv>,
  fault: FaultOf<"status"> | FaultOf<"token-expired">,
): Response | undefined {
  const path = c.req.path.slice(world.prefix.length);
  const isApi = /^\/api-(na|eu|fe)\//.test(path);
  if (fault.kind === "token-expired") return isApi ? withId(world, c, 403, expiredToken().errors) : undefined;
  if (fault.retryAfterSeconds !== undefined) c.header("retry-after", String(fault.retryAfterSeconds));
  const { status } = fault;
  if (path.startsWith("/lwa/")) {
    return c.json({ error: "server_error", error_description: "Something went wrong" }, status as 500);
  }
  if (path.startsWith("/s3/")) {
    const xml = "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";
    return c.body(xml, status as 503, { "content-type": "application/xml" });
  }
  return withId(world, c, status, [systemErrors[status] ?? { code: "InvalidInput", message: "Invalid Input" }]);
}

function withId(world: AmazonWorld, c: Context<SimulatorEnv>, status: number, errors: readonly AmazonError[]) {
  c.header("x-amzn-RequestId", requestId(world));
  return c.json({ errors }, status as 500);
}
