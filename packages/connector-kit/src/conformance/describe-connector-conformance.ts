import { afterEach, beforeEach, describe } from "vitest";
import { describeBankTransactions } from "./bank-checks.ts";
import { createBench, expectNoSecret, secretsOf } from "./bench.ts";
import type { ConformanceOptions } from "./conformance-driver.ts";
import { describeFulfillment } from "./fulfillment-checks.ts";
import { describeManifest } from "./manifest-checks.ts";
import { describeOrders } from "./orders-checks.ts";
import { describeProbe } from "./probe-checks.ts";
import { describeProducts } from "./products-checks.ts";
import { describeListings, describeStock } from "./stock-checks.ts";
import { describeTokens } from "./token-checks.ts";
import { describeWebhooks } from "./webhook-checks.ts";

/**
 * The contract as tests: reads a connector's manifest and checks what it declares, in fair weather and in foul,
 * against a stand-in of the platform. Call it at the top level of a vitest file. Waits cost no time: the suite moves
 * the driver's clock.
 */
export function describeConnectorConformance(options: ConformanceOptions): void {
  const bench = createBench(options);
  const { manifest } = options.definition;
  const { capabilities } = manifest;
  const fields = manifest.connectionMethods.flatMap((method) => method.fields);

  describe(`${manifest.name} connector`, () => {
    beforeEach(async () => {
      bench.forget();
      await options.driver.reset();
    });
    afterEach(async () => expectNoSecret(bench.told(), secretsOf(await options.settings(), fields)));

    describeManifest(bench);
    describeProbe(bench);
    describeTokens(bench);
    if (capabilities.orders) describeOrders(bench);
    if (capabilities.listings) describeListings(bench);
    if (capabilities.stockRead || capabilities.stockWrite) describeStock(bench);
    if (capabilities.fulfillment) describeFulfillment(bench);
    if (capabilities.bankTransactions) describeBankTransactions(bench);
    if (capabilities.webhooks) describeWebhooks(bench);
    if (capabilities.products) describeProducts(bench);
  });
}
