import type { CreateApiKey } from "../../lib/api-types.ts";

export type Scope = CreateApiKey["scopes"][number];

/** The areas that a key may be let into. */
export const scopeAreas = [
  { area: "orders", label: "Orders", help: "orders, labels, sending" },
  { area: "inventory", label: "Inventory", help: "stock, listings, figures" },
  { area: "resolution", label: "Resolution", help: "the queue, rules, decisions" },
  { area: "sync", label: "Sync", help: "runs, schedules, jobs" },
  { area: "analytics", label: "Analytics", help: "reports" },
  { area: "connections", label: "Connections", help: "platforms and their keys" },
] as const;

export type Access = "none" | "read" | "write";
export type Choice = Record<(typeof scopeAreas)[number]["area"], Access>;

/** What a new key may do until the seller says otherwise: look at the daily work. */
export const firstChoice: Choice = {
  ...{ orders: "read", inventory: "read", resolution: "read" },
  ...{ sync: "none", analytics: "none", connections: "none" },
};

/** The scopes that a choice means. Writing includes reading. */
export function scopesOf(choice: Choice): Scope[] {
  return scopeAreas.flatMap(({ area }): Scope[] => {
    const access = choice[area];
    return access === "none" ? [] : [`${area}:${access}`];
  });
}

/** Scopes in words: `Orders (write), Inventory (read)`. */
export function describeScopes(scopes: readonly string[]): string {
  return scopes
    .map((scope) => {
      const [area, access] = scope.split(":");
      const label = scopeAreas.find((known) => known.area === area)?.label ?? area;
      return `${label} (${access})`;
    })
    .join(", ");
}
