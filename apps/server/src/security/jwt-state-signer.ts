import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { missingVaultKey } from "../services/require-vault.ts";
import type { StateSigner } from "../services/state-signer.ts";
import { deriveKey, type KeyRing } from "./master-key.ts";

const claimsSchema = z.object({ wid: z.uuid(), jti: z.uuid(), plt: z.string() });
const audience = "counterfoil-oauth-state";

/** States as short JWTs (HS256) under a key derived from the current master key. */
export function createJwtStateSigner(keys: KeyRing): StateSigner {
  const [current] = keys;
  const key = current === undefined ? null : deriveKey(current, "oauth-state");
  return {
    sign: async ({ workspaceId, stateId, platform }, expiresAt) => {
      if (key === null) throw missingVaultKey();
      return await new SignJWT({ wid: workspaceId, plt: platform })
        .setProtectedHeader({ alg: "HS256" })
        .setAudience(audience)
        .setJti(stateId)
        .setExpirationTime(expiresAt)
        .sign(key);
    },
    verify: async (state) => {
      if (key === null) return null;
      try {
        // The database row decides on expiry, so that the seller learns which of the two it was.
        const { payload } = await jwtVerify(state, key, { audience, algorithms: ["HS256"], currentDate: new Date(0) });
        const { wid, jti, plt } = claimsSchema.parse(payload);
        return { workspaceId: wid, stateId: jti, platform: plt };
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof z.ZodError) return null;
        throw error;
      }
    },
  };
}
