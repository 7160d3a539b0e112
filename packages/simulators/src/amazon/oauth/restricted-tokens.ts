import { z } from "zod";
import type { RestrictedResource } from "../amazon-entities.ts";
import { invalidInput } from "../amazon-errors.ts";
import { buyerNameRoles, labelRoles } from "../amazon-roles.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import type { SellerCaller } from "../caller.ts";
import { readJson, type SellerOperation } from "../operation.ts";
import { elements, withElements } from "./restricted-access.ts";
import { issueRestrictedToken } from "./tokens.ts";

const MAX_RESOURCES = 50;
/** Paths that hold personal data; a `{…}` in them stands for any one segment. */
const restrictable = [
  /^\/orders\/v0\/orders$/,
  /^\/orders\/v0\/orders\/[^/]+$/,
  /^\/orders\/v0\/orders\/[^/]+\/(address|buyerInfo|orderItems|orderItems\/buyerInfo)$/,
  /^\/mfn\/v0\/shipments(\/[^/]+)?$/,
  /^\/reports\/2021-06-30\/documents\/[^/{}]+$/,
];
const bodySchema = z.object({
  targetApplication: z.string().optional(),
  restrictedResources: z
    .array(
      z.object({
        method: z.enum(["GET", "PUT", "POST", "DELETE"]),
        path: z.string().refine((path) => restrictable.some((pattern) => pattern.test(path))),
        dataElements: z.array(z.enum(elements)).optional(),
      }),
    )
    .min(1)
    .max(MAX_RESOURCES),
});

/** `createRestrictedDataToken`. */
export function restrictedTokenOperations(world: AmazonWorld): SellerOperation[] {
  return [
    {
      operation: "createRestrictedDataToken",
      method: "POST",
      path: "/tokens/2021-03-01/restrictedDataToken",
      roles: [],
      async handle(c, caller) {
        const body = bodySchema.safeParse(await readJson(c));
        if (!body.success) throw invalidInput("Invalid Input", z.prettifyError(body.error));
        const resources = body.data.restrictedResources.map(({ dataElements = null, ...rest }) => ({
          ...rest,
          dataElements,
        }));
        for (const resource of resources) checkResource(caller, resource);
        return c.json(issueRestrictedToken(world, caller.token, resources));
      },
    },
  ];
}

function checkResource({ application }: SellerCaller, { path, dataElements }: RestrictedResource) {
  if (dataElements !== null && !withElements.some((pattern) => pattern.test(path))) {
    throw invalidInput("Invalid Input", `dataElements are not supported for ${path}`);
  }
  const restrictedRoles = [...labelRoles, ...buyerNameRoles];
  if (!restrictedRoles.some((role) => application.roles.includes(role))) {
    throw invalidInput("Application do not have access to some or all requested resource");
  }
}
