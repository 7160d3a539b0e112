import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import type { SetAsideResult } from "./set-aside.ts";

export const skipEntryInput = z.object({ entryId: z.uuid(), note: z.string().max(1000).optional() });

/** Skips the entry's line: no machine looks at it again until a person reopens it. */
export function skipEntry(_verb: Verb<z.infer<typeof skipEntryInput>>): Promise<SetAsideResult> {
  return Promise.reject(unavailable("This is not available yet."));
}
