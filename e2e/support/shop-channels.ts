import type { Sandbox, SandboxPlatform } from "@counterfoil/simulators";
import type { DeskUser } from "./desk-set-up.ts";

/** The simulated marketplaces that show the same shop, in the order in which they are connected. */
export const channels = ["ebay", "bricklink", "brickowl", "amazon", "flipkart", "tiktok-shop", "bricqer"] as const;
export type Channel = (typeof channels)[number] & SandboxPlatform;

/** Where the server finds each simulated marketplace. */
export function endpointsOf(sandbox: Sandbox): Record<string, string> {
  return Object.fromEntries(channels.map((channel) => [channel, sandbox.baseURL(channel)]));
}

/** The marketplaces that `connectOthers` connects. */
export type OtherChannel = Exclude<Channel, "ebay" | "bricklink">;
const others: readonly OtherChannel[] = ["brickowl", "amazon", "flipkart", "tiktok-shop", "bricqer"];

/** Connects the marketplaces that `connectShops` does not: all of them, or those that are named. */
export async function connectOthers(
  url: string,
  user: DeskUser,
  sandbox: Sandbox,
  named: readonly Channel[] = others,
): Promise<void> {
  for (const channel of others) if (named.includes(channel)) await connect[channel](user, sandbox, url);
}

type Connecting = (user: DeskUser, sandbox: Sandbox, url: string) => Promise<void>;

const connect: Record<OtherChannel, Connecting> = {
  brickowl: ({ client }, { credentials }) => saveKeys(client, { platform: "brickowl", fields: credentials.brickowl }),
  amazon: ({ client }, { credentials: { amazon } }) => {
    const { clientId, clientSecret, sellerId, refreshToken, marketplaceId: marketplace } = amazon;
    const fields = { clientId, clientSecret, sellerId, refreshToken };
    return saveKeys(client, { platform: "amazon", marketplace, fields });
  },
  flipkart: ({ client }, { credentials }) => saveKeys(client, { platform: "flipkart", fields: credentials.flipkart }),
  bricqer: ({ client }, { credentials: { bricqer } }) => {
    // Its limit is narrow and each order a call: only what is sold from today on.
    const ordersSince = new Date().toISOString().slice(0, 10);
    return saveKeys(client, { platform: "bricqer", fields: { ...bricqer, writeStock: "yes", ordersSince } });
  },
  "tiktok-shop": connectTiktokShop,
};

type Keys = Parameters<DeskUser["client"]["connections"]["saveKeys"]["mutate"]>[0];

async function saveKeys(client: DeskUser["client"], keys: Keys): Promise<void> {
  await client.connections.saveKeys.mutate(keys);
}

async function connectTiktokShop(user: DeskUser, sandbox: Sandbox, url: string): Promise<void> {
  sandbox.tiktokShop.acts.setRedirectUrl({ redirectUrl: `${url}/api/integrations/tiktok-shop/callback` });
  const { authorizationUrl } = await user.client.connections.startOAuth.mutate({
    ...{ platform: "tiktok-shop", marketplace: "GB", fields: { ...sandbox.credentials.tiktokShop } },
  });
  const body = new URLSearchParams({ decision: "agree" });
  const decided = await fetch(authorizationUrl, { method: "POST", body, redirect: "manual" });
  const back = new URL(decided.headers.get("location") ?? "");
  const answer = await fetch(back, { redirect: "manual", headers: { cookie: user.session } });
  const target = answer.headers.get("location") ?? "";
  if (!target.includes("connected=tiktok-shop")) throw new Error(`TikTok Shop did not connect: ${target}`);
}

/** A listing as the desk knows it. */
export interface DeskListing {
  platform: string;
  externalId: string;
  variationId: string | null;
  sku: string | null;
}

/** What a marketplace itself offers on a listing; null where it has no such listing. The simulator is asked, not us. */
export function offeredBy(sandbox: Sandbox, listing: DeskListing): number | null {
  const { externalId, variationId, sku } = listing;
  switch (listing.platform as Channel) {
    case "ebay": {
      const found = sandbox.ebay.world.listings.get(externalId);
      if (found === undefined || found.status === "ENDED") return null;
      if (variationId === null) return found.available;
      return found.variations.find((variation) => variation.sku === sku)?.available ?? null;
    }
    case "bricklink": {
      const lot = sandbox.bricklink.world.lots.get(externalId);
      return lot === undefined ? null : lot.isStockRoom ? 0 : lot.quantity;
    }
    case "brickowl": {
      const lot = sandbox.brickowl.world.lots.get(externalId);
      return lot === undefined ? null : lot.forSale ? lot.quantity : 0;
    }
    case "amazon": {
      const found = sandbox.amazon.world.listings.find((row) => row.sku === sku);
      return found?.availability.find(({ channelCode }) => channelCode === "DEFAULT")?.quantity ?? null;
    }
    case "flipkart": {
      const found = sandbox.flipkart.world.listings.find((row) => row.listingId === externalId);
      return found === undefined ? null : found.locations.reduce((sum, { inventory }) => sum + inventory, 0);
    }
    case "tiktok-shop": {
      const product = sandbox.tiktokShop.world.products.find((row) => row.id === externalId);
      const found = product?.skus.find((row) => row.id === variationId);
      return found === undefined ? null : found.stock.reduce((sum, { available }) => sum + available, 0);
    }
    case "bricqer": {
      const items = bricqerItems(sandbox, externalId);
      return items.length === 0 ? null : items.reduce((sum, { remainingQuantity }) => sum + remainingQuantity, 0);
    }
  }
}

function bricqerItems(sandbox: Sandbox, definitionId: string) {
  return sandbox.bricqer.world.items.where((item) => item.definitionId === Number(definitionId));
}

/** A shop behind Bricqer that says what it sold: of eBay's orders Bricqer tells no lines. */
function providerOf(listings: Readonly<Record<string, string>> | undefined): string | undefined {
  return Object.keys(listings ?? {}).find((name) => name !== "eBay");
}

/** Whether `buyOne` can buy a listing: not a choice of one eBay listing, nor what Bricqer sells through eBay alone. */
export function canBuy(sandbox: Sandbox, { platform, externalId, variationId }: DeskListing): boolean {
  if (platform === "ebay") return variationId === null;
  if (platform !== "bricqer") return true;
  return bricqerItems(sandbox, externalId).some(({ listings }) => providerOf(listings) !== undefined);
}

/** Somebody buys one unit of a listing on its marketplace. Answers the marketplace's order number. */
export function buyOne(sandbox: Sandbox, listing: DeskListing): string {
  const { externalId, sku } = listing;
  const quantity = 1;
  switch (listing.platform as Channel) {
    case "ebay":
      return sandbox.ebay.acts.placeOrder({ lines: [{ itemId: externalId, quantity }], deliveryCost: "3.49" }).orderId;
    case "bricklink": {
      const lines = [{ inventoryId: Number(externalId), quantity }];
      return String(sandbox.bricklink.acts.placeOrder({ lines }).orderId);
    }
    case "brickowl":
      return sandbox.brickowl.acts.placeOrder({ lines: [{ lotId: externalId, quantity }] }).orderId;
    case "amazon":
      return sandbox.amazon.acts.placeOrder({ lines: [{ sku: sku ?? "", quantity }] }).orderId;
    case "flipkart":
      return sandbox.flipkart.acts.placeOrder({ lines: [{ sku: sku ?? "", quantity }] }).orderId;
    case "tiktok-shop":
      return sandbox.tiktokShop.acts.placeOrder({ lines: [{ skuId: listing.variationId ?? "", quantity }] }).orderId;
    case "bricqer": {
      // A shop of the seller's that only Bricqer knows: the sale comes by no other road.
      const [item] = bricqerItems(sandbox, externalId).filter(({ remainingQuantity }) => remainingQuantity > 0);
      const provider = providerOf(item?.listings) ?? "";
      const lines = [{ itemId: item?.id ?? 0, quantity }];
      return String(sandbox.bricqer.acts.channelSale({ provider, lines }).orderId);
    }
  }
}
