import { z } from "zod";

const areas = ["connections", "orders", "inventory", "resolution", "sync", "analytics", "webhooks"] as const;
type ScopeArea = (typeof areas)[number];

/** What a key may do: read or write in an area. Writing includes reading. */
export type ApiScope = `${ScopeArea}:${"read" | "write"}`;
export const apiScopes = areas.flatMap((area): ApiScope[] => [`${area}:read`, `${area}:write`]);
export const apiScopeSchema = z.enum(apiScopes as [ApiScope, ...ApiScope[]]);

// Areas of the typed API by the scope they need. What is not named here is for people in the dashboard only: accounts,
// members, keys, the demo.
const areaOf: Readonly<Record<string, ScopeArea>> = {
  connections: "connections",
  platforms: "connections",
  orders: "orders",
  documents: "orders",
  rules: "orders",
  views: "orders",
  inventory: "inventory",
  catalogue: "inventory",
  listings: "inventory",
  products: "inventory",
  productMapping: "inventory",
  stock: "inventory",
  resolution: "resolution",
  mappings: "resolution",
  policy: "resolution",
  sync: "sync",
  jobs: "sync",
  analytics: "analytics",
  home: "analytics",
  finance: "analytics",
  webhooks: "webhooks",
};

// Whose key it is may always be asked.
const free: ReadonlySet<string> = new Set(["session.me", "setup.status"]);

/** The scope that a procedure needs; `free` for one that every key may call, null for one that no key may. */
export function scopeOfProcedure(path: string, type: "query" | "mutation" | "subscription"): ApiScope | "free" | null {
  if (free.has(path)) return "free";
  const area = areaOf[path.split(".")[0] ?? ""];
  return area === undefined ? null : `${area}:${type === "mutation" ? "write" : "read"}`;
}

/** Whether the scopes given cover the one needed. */
export function hasScope(given: readonly string[], needed: ApiScope): boolean {
  return given.includes(needed) || given.includes(needed.replace(/:read$/, ":write"));
}
