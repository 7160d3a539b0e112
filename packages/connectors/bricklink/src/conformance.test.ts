import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll } from "vitest";
import { bricklink } from "./index.ts";
import { startStandIn } from "./testing/bricklink-stand-in.ts";

const { driver, settings, wrongSettings, stop } = await startStandIn();
afterAll(stop);

describeConnectorConformance({
  definition: bricklink,
  settings,
  wrongSettings,
  driver,
  ordersForTwoPages: 12,
  // BrickLink signs nothing: a push is a hint, whoever sends it.
  signedWebhooks: false,
});
