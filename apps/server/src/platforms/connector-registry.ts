import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import type { ConnectorRegistry } from "../services/context.ts";
import { notFound } from "../services/service-error.ts";

/** A registry of the definitions given, in their order. */
export function createConnectorRegistry(definitions: readonly ConnectorDefinition[]): ConnectorRegistry {
  const byPlatform = new Map(definitions.map((definition) => [definition.manifest.platform, definition]));
  return {
    all: () => definitions,
    get: (platform) => {
      const found = byPlatform.get(platform);
      if (found === undefined) throw notFound(`A platform named "${platform}"`);
      return found;
    },
  };
}
