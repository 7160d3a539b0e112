import { z } from "zod";
import type { Verb } from "../context.ts";
import { type SetAsideResult, setAside } from "./set-aside.ts";

export const markNoInventoryInput = z.object({ entryId: z.uuid(), note: z.string().max(1000).optional() });

/** Settles the entry's line as one that no unit in stock was sold for. */
export async function markNoInventory({
  ctx,
  input,
}: Verb<z.infer<typeof markNoInventoryInput>>): Promise<SetAsideResult> {
  return await setAside({ ctx, input: { ...input, type: "no_inventory" } });
}
