import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll } from "vitest";
import { bricqer } from "./index.ts";
import { startStandIn } from "./testing/bricqer-stand-in.ts";

const { driver, settings, wrongSettings, stop } = await startStandIn();
afterAll(stop);

describeConnectorConformance({
  definition: bricqer,
  settings,
  wrongSettings,
  driver,
  ordersForTwoPages: 12,
});
