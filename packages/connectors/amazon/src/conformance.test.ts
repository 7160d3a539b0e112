import { describeConnectorConformance } from "@counterfoil/connector-kit/conformance";
import { afterAll } from "vitest";
import { amazon } from "./index.ts";
import { startStandIn } from "./testing/amazon-stand-in.ts";

const { driver, settings, wrongSettings, stop } = await startStandIn();
afterAll(stop);

describeConnectorConformance({
  definition: amazon,
  settings,
  wrongSettings,
  driver,
  ordersForTwoPages: 100,
  unknownOrderId: "202-9999999-9999999",
  unknownListing: { externalId: "B099999999", variationId: "GONE", sku: "GONE", platformData: {} },
});
