import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll } from "vitest";
import { brickowl } from "./index.ts";
import { startStandIn } from "./testing/brickowl-stand-in.ts";

const { driver, settings, wrongSettings, stop } = await startStandIn();
afterAll(stop);

describeConnectorConformance({
  definition: brickowl,
  settings,
  wrongSettings,
  driver,
  ordersForTwoPages: 12,
});
