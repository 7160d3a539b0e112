import type { User } from "./brickset-entities.ts";
import { invalidUserHash } from "./brickset-errors.ts";
import type { BricksetWorld } from "./brickset-world.ts";

type Fields = Readonly<Record<string, string>>;

/** The user that `userHash` belongs to; null when it is empty. Refuses a hash that nobody has. */
export function userOf(world: BricksetWorld, fields: Fields): User | null {
  const hash = fields["userHash"]?.trim() ?? "";
  if (hash === "") return null;
  const user = world.users.find(({ userHash }) => userHash === hash);
  if (user === undefined) throw invalidUserHash();
  return user;
}

/** The same where a user is needed. */
export function neededUser(world: BricksetWorld, fields: Fields): User {
  const user = userOf(world, fields);
  if (user === null) throw invalidUserHash();
  return user;
}
