import { z } from "zod";
import { errorBody } from "./answers.ts";
import { demand } from "./authenticate.ts";
import type { ApiKey } from "./brickowl-entities.ts";
import { BrickowlRefusal, invalid, notFound } from "./brickowl-errors.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";
import type { BrickowlOperation } from "./operation.ts";
import { required } from "./parameters.ts";

const MAX_REQUESTS = 50;
const scalar = z.union([z.string(), z.number()]).transform(String);
const batchSchema = z.object({
  requests: z.array(
    z.object({
      endpoint: z.string(),
      request_method: z.enum(["GET", "POST"]),
      params: z.array(z.record(z.string(), scalar)).min(1),
    }),
  ),
});

/** The batch over the given operations: each runs by itself, so some may fail and others not. */
export function batchOperation(operations: readonly BrickowlOperation[]): BrickowlOperation {
  const run = (world: BrickowlWorld, key: ApiKey, call: { endpoint: string; method: string; params: object }) => {
    const { endpoint, method, params } = call;
    try {
      const operation = operations.find((candidate) => candidate.path === endpoint && candidate.method === method);
      if (operation === undefined) throw notFound(`There is no ${method} ${endpoint}`);
      demand(key, operation.permission);
      const body = operation.handle(world, new URLSearchParams(Object.entries(params)), key);
      return { endpoint, status_code: 200, body };
    } catch (error) {
      if (!(error instanceof BrickowlRefusal)) throw error;
      return { endpoint, status_code: error.status, body: errorBody(world, error) };
    }
  };
  return {
    path: "bulk/batch",
    method: "POST",
    permission: null,
    handle(world, parameters, key) {
      const calls = readRequests(required(parameters, "requests")).flatMap(
        ({ endpoint, request_method: method, params }) => params.map((one) => ({ endpoint, method, params: one })),
      );
      if (calls.length > MAX_REQUESTS) throw invalid(`A batch may have ${MAX_REQUESTS} requests`);
      const responses = calls.map((call) => run(world, key, call));
      return world.settings.batchForm === "array" ? responses : { responses };
    },
  };
}

function readRequests(text: string) {
  try {
    return batchSchema.parse(JSON.parse(text)).requests;
  } catch {
    throw invalid("requests must be the JSON text of a list of requests");
  }
}
