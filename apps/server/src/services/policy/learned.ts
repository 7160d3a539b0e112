import type { LearnedCalibration } from "@counterfoil/core/matching";
import { z } from "zod";

/** What was learned when the seller switched learning on, and when that was. Stored with the policy. */
export interface StoredLearning extends LearnedCalibration {
  learnedAt: string;
}

const rate = z.number().min(0).max(1);
const storedLearning = z.object({
  decisions: z.number().int().min(0),
  wrong: z.number().int().min(0),
  trusted: z.boolean(),
  surestWrong: rate.nullable(),
  proven: z.array(z.object({ score: rate, probability: rate })),
  learnedAt: z.string(),
});

/** Reads stored learning; null where there is none that this version understands. */
export function readLearning(stored: unknown): StoredLearning | null {
  return storedLearning.safeParse(stored).data ?? null;
}
