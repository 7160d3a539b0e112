import { z } from "zod";
import type { Verb } from "../context.ts";
import { type SetAsideResult, setAside } from "./set-aside.ts";

export const skipEntryInput = z.object({ entryId: z.uuid(), note: z.string().max(1000).optional() });

/** Skips the entry's line: no machine looks at it again until a person reopens it. */
export async function skipEntry({ ctx, input }: Verb<z.infer<typeof skipEntryInput>>): Promise<SetAsideResult> {
  return await setAside({ ctx, input: { ...input, type: "skip" } });
}
