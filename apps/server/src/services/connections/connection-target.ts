import type { Manifest } from "@counterfoil/connector-kit";
import type { ServiceContext } from "../context.ts";
import { invalid } from "../service-error.ts";

/**
 * Checks the chosen environment and marketplace against the manifest. The first environment is the default, and the
 * marketplace that the installation has set.
 */
export function connectionTarget(
  ctx: Pick<ServiceContext, "installation">,
  manifest: Manifest,
  chosen: { environment?: string | undefined; marketplace?: string | undefined },
): { environment: string; marketplace: string | null } {
  const environment = chosen.environment ?? manifest.environments[0]?.id ?? "production";
  if (manifest.environments.length > 0 && !manifest.environments.some(({ id }) => id === environment)) {
    throw invalid("This environment is not known.", [{ path: "environment", message: "Choose one of the list." }]);
  }
  const marketplace = chosen.marketplace ?? ctx.installation.presets[manifest.platform]?.marketplace ?? null;
  if (marketplace !== null && !manifest.marketplaces.some(({ id }) => id === marketplace)) {
    throw invalid("This marketplace is not known.", [{ path: "marketplace", message: "Choose one of the list." }]);
  }
  return { environment, marketplace };
}
