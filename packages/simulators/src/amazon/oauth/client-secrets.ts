import type { Application } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";

/** Days a client secret lives before it must have been rotated. */
export const SECRET_DAYS = 180;
const OVERLAP_DAYS = 7;
const DAY = 86_400_000;

/** True when the secret is one of the application's and still alive. */
export function acceptsSecret(world: AmazonWorld, application: Application, secret: string | null): boolean {
  const now = world.clock.milliseconds();
  return application.secrets.some((known) => known.secret === secret && known.expiresAt > now);
}

/** Makes a new secret; the old ones live on for a week at most. */
export function rotateSecret(world: AmazonWorld, application: Application) {
  const now = world.clock.milliseconds();
  const oldExpiresAt = now + OVERLAP_DAYS * DAY;
  for (const known of application.secrets) known.expiresAt = Math.min(known.expiresAt, oldExpiresAt);
  const secret = `amzn1.oa2-cs.v1.${world.random.hex(64)}`;
  const expiresAt = now + SECRET_DAYS * DAY;
  application.secrets.push({ secret, createdAt: now, expiresAt });
  world.ledger.append("client-secret-rotated", { clientId: application.clientId });
  return { secret, expiresAt, oldExpiresAt };
}

/** When the newest secret dies. */
export function secretExpiry(application: Application): number {
  return Math.max(...application.secrets.map(({ expiresAt }) => expiresAt));
}
