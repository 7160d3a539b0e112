import type { Sandbox } from "@counterfoil/simulators";
import type { DeskUser } from "../support/desk-set-up.ts";
import type { Channel } from "../support/shop-channels.ts";
import type { DeskFleet } from "./desk-fleet.ts";

const base = "/api/v1/platforms/webhook";

/**
 * Has the marketplaces that send messages send them to the desk: eBay and BrickLink to its first web process, TikTok Shop
 * and Flipkart to its second. Amazon (whose queue needs the seller's own cloud), Brick Owl and Bricqer are only asked.
 */
export async function sendMessages(
  sandbox: Sandbox,
  { fleet, user, channels }: { fleet: DeskFleet; user: DeskUser; channels: readonly Channel[] },
): Promise<void> {
  const cards = await user.client.connections.list.query();
  for (const { platform, connectionId } of cards) {
    if (connectionId === null || !channels.includes(platform as Channel)) continue;
    const ownUrl = async () => (await user.client.connections.webhookUrl.mutate({ connectionId })).url;
    switch (platform as Channel) {
      case "ebay":
        enableEbay(sandbox, `${fleet.url("web-1")}${base}/ebay`);
        break;
      case "bricklink":
        sandbox.bricklink.acts.setCallback({ url: await ownUrl() });
        break;
      case "tiktok-shop":
        sandbox.tiktokShop.acts.setSettings({ anyWebhookAddress: true });
        sandbox.tiktokShop.acts.setWebhookUrl({ url: `${fleet.url("web-2")}${base}/tiktok-shop` });
        break;
      case "flipkart":
        sandbox.flipkart.acts.subscribe({ url: `${fleet.url("web-2")}${base}/flipkart` });
        break;
      default:
    }
  }
}

function enableEbay({ ebay, credentials }: Sandbox, url: string): void {
  const [seller] = ebay.world.sellers.all();
  if (seller === undefined) throw new Error("the simulated eBay has no seller");
  const { username } = seller;
  const events = { FixedPriceTransaction: "Enable", ItemClosed: "Enable" } as const;
  ebay.world.notificationPreferences.put({ username, clientId: credentials.ebay.clientId, enabled: true, url, events });
}
