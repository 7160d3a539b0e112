import type { ActiveSession } from "../../security/active-session.ts";
import type { Actor } from "../context.ts";

/** Who acts: the person, or their key, which decides in their name. */
export function actorOf({ user, apiKey }: Pick<ActiveSession, "user" | "apiKey">): Actor {
  if (apiKey === undefined) return { kind: "user", id: user.id, name: user.name };
  return { kind: "api_key", id: user.id, name: `${user.name} (key "${apiKey.name}")` };
}
