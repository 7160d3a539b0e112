import type { PlatformDays } from "@counterfoil/db";
import type { ServerParts } from "../context.ts";

/** How long buyers' data is kept where nobody chose. */
export const defaultBuyerDays = 90;

/** The platforms whose own policy bounds how long their buyers' data is kept. */
export function platformDays({ connectors }: Pick<ServerParts, "connectors">): PlatformDays {
  return Object.fromEntries(
    connectors
      .all()
      .flatMap(({ manifest: { platform, buyerDataDays } }) =>
        buyerDataDays === undefined ? [] : [[platform, buyerDataDays]],
      ),
  );
}
