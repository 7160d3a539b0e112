import type { ApiKey } from "./brickset-entities.ts";
import { invalidLogin } from "./brickset-errors.ts";
import type { BricksetWorld } from "./brickset-world.ts";
import type { BricksetOperation } from "./operation.ts";
import { lastDays } from "./usage.ts";
import { neededUser } from "./users.ts";

/** The key, its use, and the user's hash. None of these counts against the limit. */
export const keyOperations: readonly BricksetOperation[] = [
  { name: "checkKey", fields: [], handle: () => ({}) },
  { name: "login", fields: ["username", "password"], handle: login },
  { name: "checkUserHash", fields: ["userHash"], handle: checkUserHash },
  { name: "getKeyUsageStats", fields: [], handle: getKeyUsageStats },
];

function login(world: BricksetWorld, fields: Readonly<Record<string, string>>): object {
  const name = fields["username"]?.toLowerCase();
  const user = world.users.find(({ username }) => username.toLowerCase() === name);
  if (user === undefined || user.password !== fields["password"]) throw invalidLogin();
  return { hash: user.userHash };
}

function checkUserHash(world: BricksetWorld, fields: Readonly<Record<string, string>>): object {
  neededUser(world, fields);
  return {};
}

function getKeyUsageStats(world: BricksetWorld, _fields: Readonly<Record<string, string>>, key: ApiKey): object {
  const days = lastDays(world, key.apiKey);
  const apiKeyUsage = days.map(({ day, count }) => ({ dateStamp: `${day}T00:00:00Z`, count }));
  return { matches: apiKeyUsage.length, apiKeyUsage };
}
