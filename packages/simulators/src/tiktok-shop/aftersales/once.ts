import type { TiktokShopContext } from "../envelope.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

/** Does a piece of work once per `idempotency_key`; without a key, each time. */
export function once(world: TiktokShopWorld, c: TiktokShopContext, work: () => void) {
  const given = c.req.query("idempotency_key");
  const key = given === undefined ? null : `${c.req.path}/${given}`;
  if (key !== null && world.idempotent.has(key)) return;
  work();
  if (key !== null) world.idempotent.put({ key });
}
