import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import type { PolicyView } from "./policy-row.ts";

/** How this workspace lets the machine link. */
export function getPolicy(_verb: Pick<Verb<void>, "ctx">): Promise<PolicyView> {
  return Promise.reject(unavailable("This is not available yet."));
}
