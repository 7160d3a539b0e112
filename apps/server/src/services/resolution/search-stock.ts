import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import type { CandidateView } from "./entry-views.ts";

export const searchStockInput = z.object({
  entryId: z.uuid(),
  q: z.string().trim().max(200),
  limit: z.number().int().min(1).max(100).default(20),
});

/** Searches the workspace's own stock for the entry's line. The text is taken literally. */
export function searchStock(_verb: Verb<z.infer<typeof searchStockInput>>): Promise<CandidateView[]> {
  return Promise.reject(unavailable("This is not available yet."));
}
