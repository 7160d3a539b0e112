import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import type { SyncRunView } from "./sync-views.ts";

export const listRunsInput = z
  .object({ connectionId: z.uuid().optional(), limit: z.number().int().min(1).max(100).default(20) })
  .prefault({});

/** The latest runs, newest first. */
export function listRuns(_verb: Verb<z.infer<typeof listRunsInput>>): Promise<SyncRunView[]> {
  return Promise.reject(unavailable("This is not available yet."));
}
