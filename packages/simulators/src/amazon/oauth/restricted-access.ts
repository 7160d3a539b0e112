import type { Context } from "hono";
import type { SimulatorEnv } from "../../kit/index.ts";
import type { RestrictedResource } from "../amazon-entities.ts";
import { accessDenied } from "../amazon-errors.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import type { SellerCaller } from "../caller.ts";

/** Kinds of personal data that a restricted token may be asked for. */
export const elements = ["buyerInfo", "shippingAddress", "buyerTaxInformation"] as const;
/** Data elements may be named for these alone. */
export const withElements = [
  /^\/orders\/v0\/orders$/,
  /^\/orders\/v0\/orders\/[^/]+$/,
  /^\/orders\/v0\/orders\/[^/]+\/orderItems$/,
];

/** A restricted token opens nothing but the resources it names. */
export function requireResource(world: AmazonWorld, c: Context<SimulatorEnv>, { token }: SellerCaller) {
  if (token.restricted !== null && resourceOf(world, c, token.restricted) === undefined) throw accessDenied();
}

/** What personal data this call may show, as far as the kind of token decides. */
export function elementsAllowed(world: AmazonWorld, c: Context<SimulatorEnv>, { token }: SellerCaller): Set<string> {
  if (token.restricted === null) return new Set(world.settings.restrictedTokensRequired ? [] : elements);
  const resource = resourceOf(world, c, token.restricted);
  const needsElements = withElements.some((pattern) => pattern.test(resource?.path ?? ""));
  return new Set(resource?.dataElements ?? (needsElements ? [] : elements));
}

function resourceOf(world: AmazonWorld, c: Context<SimulatorEnv>, resources: readonly RestrictedResource[]) {
  const path = c.req.path.slice(world.prefix.length).replace(/^\/api-(na|eu|fe)/, "");
  return resources.find((resource) => resource.method === c.req.method && fits(resource.path, path));
}

function fits(generic: string, path: string): boolean {
  const [wanted, given] = [generic.split("/"), path.split("/")];
  return wanted.length === given.length && wanted.every((part, at) => /^\{.+\}$/.test(part) || part === given[at]);
}
