import { scope } from "./ebay-scopes.ts";
import type { RestOperation } from "./rest-operation.ts";

/** Identity API: who is connected. And the one call of the Account API that serves as a test of the connection. */
export const identityOperations: readonly RestOperation[] = [
  {
    operation: "getUser",
    method: "GET",
    path: "/commerce/identity/v1/user",
    quota: "commerce.identity",
    scopes: [scope("commerce.identity.readonly")],
    token: "user",
    handle: (c, { userId, username, accountType, marketplaceId }) =>
      c.json({ userId, username, accountType, registrationMarketplaceId: marketplaceId, status: "CONFIRMED" }),
  },
  {
    operation: "getPrivileges",
    method: "GET",
    path: "/sell/account/v1/privilege",
    quota: "sell.account",
    scopes: [scope("sell.account"), scope("sell.account.readonly")],
    token: "user",
    handle: (c, { currency }) =>
      c.json({
        sellerRegistrationCompleted: true,
        sellingLimit: { amount: { value: "150000.00", currency }, quantity: 5000 },
      }),
  },
];
