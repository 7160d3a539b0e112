import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import type { EntryDetailView } from "./entry-views.ts";

export const getEntryInput = z.object({ entryId: z.uuid() });

/** One entry with ranked candidates and their reasons. Throws `not_found`. */
export function getEntry(_verb: Verb<z.infer<typeof getEntryInput>>): Promise<EntryDetailView> {
  return Promise.reject(unavailable("This is not available yet."));
}
