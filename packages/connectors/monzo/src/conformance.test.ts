import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll } from "vitest";
import { monzo } from "./index.ts";
import { startStandIn } from "./testing/monzo-stand-in.ts";

const { driver, settings, wrongSettings, stop } = await startStandIn();
afterAll(stop);

describeConnectorConformance({ definition: monzo, settings, wrongSettings, driver, signedWebhooks: false });
