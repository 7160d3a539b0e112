import { knownConnectors } from "../platforms/known-connectors.ts";

/**
 * The known connectors, of which one platform's calls are not held back. For a platform that publishes no limit and whose
 * simulator counts none: tests that are not about the limit need not wait for our own caution.
 */
export function withoutOwnLimit(platform: string): typeof knownConnectors {
  return knownConnectors.map((definition) => {
    if (definition.manifest.platform !== platform) return definition;
    const limits = definition.manifest.limits.map((limit) => ({ ...limit, requests: limit.requests * 100 }));
    return { ...definition, manifest: { ...definition.manifest, limits } };
  });
}
