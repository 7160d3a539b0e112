import { ConnectorError } from "@counterfoil/connector-kit";
import { z } from "zod";
import { recordConnectionFailure } from "../connections/record-outcome.ts";
import { remedyFor } from "../connector-failure.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict } from "../service-error.ts";
import { findCatalogueSource, openCatalogue } from "./catalogue-source.ts";
import { readNumbers } from "./fill-catalogue.ts";

export const readNumbersInput = z.object({ numbers: z.array(z.string().trim().min(1).max(40)).min(1).max(1_000) });

/** What came of reading many numbers. */
export interface NumbersRead {
  found: number;
  /** Asked, and not known to the source. */
  missed: number;
  /** Not asked, because the source said no before. */
  left: number;
  problem: { message: string; remedy: string } | null;
  /** When the source may be asked again, ISO 8601, where the day's look-ups are used up. */
  resetAt: string | null;
}

const numbersAtOnce = 50;
const deadlineMs = 60_000;

/** Reads what a file of stock names, fifty numbers a look-up, until the source says no. Throws `conflict` without one. */
export async function readManyNumbers({ ctx, input }: Verb<z.infer<typeof readNumbersInput>>): Promise<NumbersRead> {
  requireRole(ctx.role, "packer");
  const source = await findCatalogueSource(ctx);
  if (source === null)
    throw conflict("No catalogue is connected.", { remedy: "Connect Brickset on the Integrations page." });
  const numbers = [...new Set(input.numbers.map(withVariant))];
  const catalogue = await openCatalogue(ctx, source);
  const result: NumbersRead = { found: 0, missed: 0, left: numbers.length, problem: null, resetAt: null };
  const options = { urgency: "person", deadlineMs } as const;
  for (let at = 0; at < numbers.length; at += numbersAtOnce) {
    const batch = numbers.slice(at, at + numbersAtOnce);
    try {
      const products = await readNumbers(ctx, { source: source.platform, catalogue, numbers: batch, options });
      result.found += products.length;
      result.missed += Math.max(0, batch.length - products.length);
      result.left -= batch.length;
    } catch (error) {
      if (!ConnectorError.is(error)) throw error;
      if (error.code !== "quota_exhausted") await recordConnectionFailure(ctx, source.connectionId, error);
      result.problem = { message: error.message, remedy: remedyFor(error.code) };
      result.resetAt = error.resetAt === null ? null : new Date(error.resetAt).toISOString();
      break;
    }
  }
  return result;
}

function withVariant(number: string): string {
  return /-\d{1,2}$/.test(number) ? number : `${number}-1`;
}
