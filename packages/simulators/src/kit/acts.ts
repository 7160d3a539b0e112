import type { z } from "zod";

/** Something a test or a person does to the simulated platform from outside its API: a buyer orders, a grant is revoked. */
export type Act = (input: never) => unknown;

/** Acts by name; each is called in process, by `POST /_simulator/<name>/acts/<act>`, or by an `act` fault. */
export type Acts = Record<string, Act>;

/** Thrown by an act that cannot be done in the present state (no such order, nothing left to sell). */
export class ActRefused extends Error {
  override readonly name = "ActRefused";
}

/** Makes an act whose input is checked, so that it can be called with typed values and with foreign JSON alike. */
export function defineAct<S extends z.ZodType, R>(schema: S, run: (input: z.output<S>) => R): (input: z.input<S>) => R {
  return (input) => run(schema.parse(input));
}

/** Calls an act by name with unchecked input; the act itself checks. */
export function callAct(acts: Acts, name: string, input: unknown): unknown {
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
  if (act === undefined)
    throw new ActRefused(`There is no act named ${name}; there are: ${Object.keys(acts).join(", ")}`);
  // Acts are made by defineAct, which parses whatever it is given.
  return (act as (input: unknown) => unknown)(input);
}
