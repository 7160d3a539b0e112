import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll } from "vitest";
import { easypost } from "./index.ts";
import { startStandIn } from "./testing/easypost-stand-in.ts";

const { driver, settings, wrongSettings, stop } = await startStandIn();
afterAll(stop);

describeConnectorConformance({ definition: easypost, settings, wrongSettings, driver });
