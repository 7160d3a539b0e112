import type { ServiceContext } from "./context.ts";
import { type ServiceError, unavailable } from "./service-error.ts";

/** The refusal while no encryption key is configured. */
export function missingVaultKey(): ServiceError {
  return unavailable("This server has no encryption key, so credentials cannot be saved.", {
    remedy: "Set COUNTERFOIL_MASTER_KEY (32 random bytes, such as `openssl rand -base64 32` prints) and restart.",
  });
}

/** Refuses to begin what would end in secrets that cannot be encrypted. */
export function requireVault(ctx: Pick<ServiceContext, "vault">): void {
  if (!ctx.vault.ready) throw missingVaultKey();
}
