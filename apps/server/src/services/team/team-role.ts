import { z } from "zod";
import { type Role, roles, type ServiceContext } from "../context.ts";
import { forbidden } from "../service-error.ts";

export const roleSchema = z.enum(roles);

/** Throws `forbidden` unless whoever acts stands above the role, or owns the workspace: nobody raises people to their own height. */
export function requireAbove(ctx: Pick<ServiceContext, "role">, role: Role): void {
  if (ctx.role === "owner" || roles.indexOf(ctx.role) < roles.indexOf(role)) return;
  throw forbidden(`Only an owner decides about people with the role of ${role}.`);
}
