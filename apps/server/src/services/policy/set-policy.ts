import { z } from "zod";
import type { Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import type { PolicyView } from "./policy-row.ts";

export const setPolicyInput = z.object({
  fifoInterchangeable: z.boolean(),
  skuCaseInsensitive: z.boolean(),
  probabilityBar: z.number().min(0).max(1).nullable(),
});

/** Changes how the machine links; open entries are looked at again. */
export function setPolicy(_verb: Verb<z.infer<typeof setPolicyInput>>): Promise<PolicyView> {
  return Promise.reject(unavailable("This is not available yet."));
}
