import { createOAuth1Signer, type PrepareRequest } from "@counterfoil/connector-kit";
import type { BricklinkContext } from "./bricklink-settings.ts";

/**
 * Signs every attempt anew: BrickLink refuses a nonce seen before, and is said to refuse a timestamp seen before
 * (https://www.bricklink.com/v3/api.page?page=auth). Static keys: there is nothing to refresh.
 */
export function createBricklinkSigner({ keys, settings }: BricklinkContext): PrepareRequest {
  return createOAuth1Signer(keys, {
    ...(settings.now && { now: settings.now }),
    ...(settings.sleep && { sleep: settings.sleep }),
  });
}
