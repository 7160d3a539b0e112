import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import type { SetAsideResult } from "./set-aside.ts";

export const markNoInventoryInput = z.object({ entryId: z.uuid(), note: z.string().max(1000).optional() });

/** Settles the entry's line as one that no unit in stock was sold for. */
export function markNoInventory(_verb: Verb<z.infer<typeof markNoInventoryInput>>): Promise<SetAsideResult> {
  return Promise.reject(unavailable("This is not available yet."));
}
