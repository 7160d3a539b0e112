import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll } from "vitest";
import { tiktokShop } from "./index.ts";
import { startStandIn } from "./testing/tiktok-shop-stand-in.ts";

const { driver, settings, wrongSettings, stop } = await startStandIn();
afterAll(stop);

describeConnectorConformance({
  definition: tiktokShop,
  settings,
  wrongSettings,
  driver,
  ordersForTwoPages: 101,
  unknownOrderId: "576461413099999999",
});
