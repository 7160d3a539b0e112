import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll, describe } from "vitest";
import { flipkart } from "./index.ts";
import { startStandIn } from "./testing/flipkart-stand-in.ts";

describe.each(["self", "consent"] as const)("%s access", async (access) => {
  const { driver, settings, wrongSettings, stop } = await startStandIn(access);
  afterAll(stop);

  describeConnectorConformance({
    definition: flipkart,
    settings,
    wrongSettings,
    driver,
    ordersForTwoPages: 41,
    unknownOrderId: "OD999999999999999999",
    // Flipkart signs address and date, not the body: forged headers are refused in the tests of the webhooks.
    signedWebhooks: false,
  });
});
