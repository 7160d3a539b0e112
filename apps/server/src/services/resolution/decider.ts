import type { Decider, PersonDecider } from "@counterfoil/core/resolution";
import type { Actor } from "../context.ts";
import { forbidden } from "../service-error.ts";

export const systemDecider = { kind: "system" } as const satisfies Decider;

/** Who decides when this actor acts: an API key acts for the person who made it. */
export function deciderOf(actor: Actor): Decider {
  return actor.kind === "system" ? systemDecider : { kind: "person", id: actor.id };
}

/** The person who acts. Throws `forbidden` for the system: some decisions are a person's alone. */
export function requirePerson(actor: Actor): PersonDecider {
  const decider = deciderOf(actor);
  if (decider.kind !== "person") throw forbidden("Only a person may decide this.");
  return decider;
}
