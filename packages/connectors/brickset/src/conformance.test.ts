import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll } from "vitest";
import { brickset } from "./index.ts";
import { startStandIn } from "./testing/brickset-stand-in.ts";

const { driver, settings, wrongSettings, stop } = await startStandIn();
afterAll(stop);

describeConnectorConformance({ definition: brickset, settings, wrongSettings, driver });
