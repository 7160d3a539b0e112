import { type Role, roles } from "./context.ts";
import { forbidden } from "./service-error.ts";

/** Throws `forbidden` unless the role is at least the one needed. The first line of every verb that changes settings. */
export function requireRole(actual: Role, needed: Role): void {
  if (roles.indexOf(actual) <= roles.indexOf(needed)) return;
  throw forbidden(`This needs the role of ${needed}; yours is ${actual}. Ask the workspace's owner.`);
}
