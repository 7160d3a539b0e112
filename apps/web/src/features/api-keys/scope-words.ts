import type { CreateApiKey } from "../../lib/api-types.ts";
import { t } from "./texts.ts";

export type Scope = CreateApiKey["scopes"][number];

/** The areas that a key may be let into, with what their words are called. */
export const scopeAreas = [
  { area: "orders", label: "place.orders", help: "scope.orders" },
  { area: "inventory", label: "place.inventory", help: "scope.inventory" },
  { area: "resolution", label: "scope.resolutionName", help: "scope.resolution" },
  { area: "sync", label: "place.sync", help: "scope.sync" },
  { area: "analytics", label: "place.analytics", help: "scope.analytics" },
  { area: "connections", label: "scope.connectionsName", help: "scope.connections" },
  { area: "webhooks", label: "settings.webhooks", help: "scope.webhooks" },
] as const;

export type Access = "none" | "read" | "write";
export type Choice = Record<(typeof scopeAreas)[number]["area"], Access>;

/** What a new key may do until the seller says otherwise: look at the daily work. */
export const firstChoice: Choice = {
  ...{ orders: "read", inventory: "read", resolution: "read" },
  ...{ sync: "none", analytics: "none", connections: "none", webhooks: "none" },
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
      const label = scopeAreas.find((known) => known.area === area)?.label;
      return `${label ? t(label) : area} (${t("scope.access", { access: access ?? "" })})`;
    })
    .join(", ");
}
