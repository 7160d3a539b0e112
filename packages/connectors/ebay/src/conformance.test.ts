import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll } from "vitest";
import { ebay } from "./index.ts";
import { startStandIn } from "./testing/ebay-stand-in.ts";

const { driver, settings, wrongSettings, stop } = await startStandIn();
afterAll(stop);

describeConnectorConformance({
  definition: ebay,
  settings,
  wrongSettings,
  driver,
  ordersForTwoPages: 201,
  unknownOrderId: "99-99999-99999",
});
