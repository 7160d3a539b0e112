import { queueReasons } from "@counterfoil/core/resolution";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { pageInput } from "../paging.ts";
import { unavailable } from "../service-error.ts";
import type { EntryListView } from "./entry-views.ts";

export const listEntriesInput = z.object({
  platform: z.string().optional(),
  status: z.enum(["pending", "resolved", "skipped", "no_inventory"]).default("pending"),
  q: z.string().max(200).optional(),
  reason: z.enum(queueReasons).optional(),
  sort: z.enum(["oldest", "newest"]).default("oldest"),
  ...pageInput,
});

/** Lines that wait, or waited, for a person; the oldest sale first unless asked otherwise. */
export function listEntries(_verb: Verb<z.infer<typeof listEntriesInput>>): Promise<EntryListView> {
  return Promise.reject(unavailable("This is not available yet."));
}
