import { ok } from "./envelope.ts";
import { revokeGrant } from "./oauth/tokens.ts";
import type { TiktokShopOperation } from "./operation.ts";
import type { TiktokShopWorld } from "./tiktok-shop-world.ts";

const SCOPE = "seller.authorization.info";

/** The shops behind a token, and the end of an authorization. */
export function shopOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "GetAuthorizedShops",
      method: "GET",
      paths: ["/authorization/202309/shops"],
      scope: SCOPE,
      about: "seller",
      handle(c, { grant }) {
        const shops = world.shops.where(({ openId }) => openId === grant.openId);
        return ok(world, c, {
          shops: shops.map(({ id, cipher, code, name, region, sellerType }) => ({
            id,
            cipher,
            code,
            name,
            region,
            seller_type: sellerType,
          })),
        });
      },
    },
    {
      operation: "GetActiveShops",
      method: "GET",
      paths: ["/seller/202309/shops"],
      scope: SCOPE,
      about: "seller",
      handle(c, { grant }) {
        const shops = world.shops.where(({ openId }) => openId === grant.openId);
        return ok(world, c, { shops: shops.map(({ id, region }) => ({ id, region })) });
      },
    },
    {
      operation: "DeauthorizeShop",
      method: "DELETE",
      paths: ["/authorization/202403/shops"],
      scope: SCOPE,
      about: "shop",
      handle(c, _shop, { grant }) {
        revokeGrant(world, grant);
        return ok(world, c);
      },
    },
  ];
}
