import type { Seller } from "./amazon-entities.ts";
import type { AmazonWorld } from "./amazon-world.ts";
import { marketplaceOf } from "./marketplaces.ts";
import { announceSecret } from "./notifications/announce.ts";
import { rotateSecret } from "./oauth/client-secrets.ts";
import type { GrantlessOperation, SellerOperation } from "./operation.ts";

const ROTATION_SCOPE = "sellingpartnerapi::client_credential:rotation";

/** Sellers: where the seller sells, and what account it is. */
export const sellerOperations: SellerOperation[] = [
  {
    operation: "getMarketplaceParticipations",
    method: "GET",
    path: "/sellers/v1/marketplaceParticipations",
    roles: [],
    handle: (c, { seller }) => c.json({ payload: participations(seller) }),
  },
  {
    operation: "getAccount",
    method: "GET",
    path: "/sellers/v1/account",
    roles: [],
    handle: (c, { seller }) =>
      c.json({
        payload: {
          marketplaceParticipationList: participations(seller),
          businessType: "SOLE_PROPRIETORSHIP",
          sellingPlan: seller.sellingPlan,
        },
      }),
  },
];

function participations({ marketplaces, storeName }: Seller) {
  return marketplaces.map(({ marketplaceId, isParticipating, hasSuspendedListings }) => {
    const { id, name, countryCode, currency, language } = marketplaceOf(marketplaceId);
    return {
      marketplace: {
        id,
        name,
        countryCode,
        defaultCurrencyCode: currency,
        defaultLanguageCode: language,
        domainName: `www.${name.toLowerCase()}`,
      },
      storeName,
      participation: { isParticipating, hasSuspendedListings },
    };
  });
}

/** Application Management: a new client secret, which arrives in the application's own queue. */
export function applicationOperations(world: AmazonWorld): GrantlessOperation[] {
  return [
    {
      operation: "rotateApplicationClientSecret",
      method: "POST",
      path: "/applications/2023-11-30/clientSecret",
      scope: ROTATION_SCOPE,
      handle(c, { application }) {
        const { secret, expiresAt, oldExpiresAt } = rotateSecret(world, application);
        announceSecret(world, application, "APPLICATION_OAUTH_CLIENT_NEW_SECRET", {
          applicationOAuthClientNewSecret: {
            clientId: application.clientId,
            newClientSecret: secret,
            newClientSecretExpiryTime: new Date(expiresAt).toISOString(),
            oldClientSecretExpiryTime: new Date(oldExpiresAt).toISOString(),
          },
        });
        return c.body(null, 204);
      },
    },
  ];
}
