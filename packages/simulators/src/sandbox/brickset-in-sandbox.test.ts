import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { createClock } from "../kit/index.ts";
import { type Sandbox, startSandbox } from "./index.ts";

const answer = z.object({
  matches: z.number(),
  sets: z.array(
    z.object({ number: z.string(), numberVariant: z.number(), barcode: z.object({ EAN: z.string().optional() }) }),
  ),
});
const ANCHOR = "2026-11-21T09:00:00.000Z";
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
});
afterEach(() => sandbox.stop());

async function search(params: object) {
  const form = { apiKey: sandbox.credentials.brickset.apiKey, userHash: "", params: JSON.stringify(params) };
  const response = await fetch(`${sandbox.baseURL("brickset")}/getSets`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  return answer.parse(await response.json());
}

it("knows every set of the demo shop by its number", async () => {
  const products = sandbox.shop.units.flatMap((unit) => unit.products).filter(({ kind }) => kind === "set");
  const numbers = [...new Set(products.map(({ number }) => number))];
  const { matches, sets } = await search({ setNumber: numbers.join(","), pageSize: 500 });
  const found = new Set(sets.map(({ number, numberVariant }) => `${number}-${numberVariant}`));
  expect(numbers.filter((number) => !found.has(number))).toEqual([]);
  expect(matches).toBe(numbers.length);
  expect(sets.filter(({ barcode }) => barcode.EAN !== undefined).length).toBeGreaterThan(matches / 2);
});

it("has changes of every age for a sync of what is new", async () => {
  const since = async (updatedSince: string) => (await search({ updatedSince })).matches;
  const [lately, ever] = [await since("2026-11-01"), await since("2000-01-01")];
  expect(lately).toBeGreaterThan(0);
  expect(lately).toBeLessThan(ever / 2);
});
