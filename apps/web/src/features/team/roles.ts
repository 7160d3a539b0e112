import type { Team } from "../../lib/api-types.ts";
import { t } from "./texts.ts";

export type Role = Team["members"][number]["role"];

/** From the one who may do everything down to the one who only looks. */
const roles = ["owner", "manager", "packer", "viewer"] as const satisfies readonly Role[];

/** The roles that somebody may give: all for an owner, those below their own for others. */
export function rolesBelow(own: Role): Role[] {
  return own === "owner" ? [...roles] : roles.slice(roles.indexOf(own) + 1);
}

/** Whether people of a role may be confined to some connections; owners and managers see all. */
export function isConfinable(role: Role): boolean {
  return role === "packer" || role === "viewer";
}

/** What a role may do, in a sentence. */
export function roleText(role: Role): string {
  return t(`team.${role}Text`);
}

/** Roles as the choices of a form. */
export function roleChoices(own: Role): { value: Role; label: string }[] {
  return rolesBelow(own).map((role) => ({ value: role, label: t(`team.${role}`) }));
}
