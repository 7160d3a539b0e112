import { existsSync, readFileSync } from "node:fs";
import { createMemoryTokenStore } from "@counterfoil/connector-kit";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { createEbay } from "@counterfoil/ebay";
import { expect, test } from "vitest";
import { orderOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const dossier = new URL("../../../../../../shared/platforms/ebay.md", import.meta.url);
const present = existsSync(dossier);
if (!present) console.warn("SKIPPED: eBay's documented order page was not found beside the repository.");

/** The documented answer of getOrders, as eBay's dossier prints it. */
function documentedPage(): string {
  const [, page = ""] =
    /getOrders \(invented data, real shape\):\s*```json\n([\s\S]*?)```/.exec(readFileSync(dossier, "utf8")) ?? [];
  return page;
}

/** eBay as far as reading orders goes: the documented page for every list. */
async function answer(input: string | URL | Request): Promise<Response> {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  const body = pathname === "/sell/fulfillment/v1/order" ? documentedPage() : "{}";
  return new Response(body, { status: 200, headers: { "content-type": "application/json" } });
}

function connectEbay(desk: TestDesk): void {
  const tokens = createMemoryTokenStore({
    accessToken: "v^1.1#token",
    accessTokenExpiresAt: Date.parse("2030-01-01T00:00:00Z"),
    refreshToken: "v^1.1#refresh",
    refreshTokenExpiresAt: null,
    scopes: [],
  });
  const credentials = {
    clientId: "Counterf-desk-PRD-0123456789-abcdef01",
    clientSecret: "PRD-0123456789ab-cdef-0123-4567-89ab",
  };
  const now = () => Date.parse("2026-03-01T12:00:00Z");
  const ebay = createEbay({ credentials, environment: "production", tokens, fetch: answer, now });
  desk.parts.platforms.connector = async () => ebay;
}

describeEachDatabase("eBay's own order example", (context) => {
  test.skipIf(!present)("goes through the connector, the database and the linker", async () => {
    const desk = await openTestDesk(context.database);
    connectEbay(desk);
    const units = await Promise.all(
      ["Loft - S1", "Loft - S2"].map((location) =>
        desk.stock({ sku: "75192-1-N", title: "LEGO 75192 Millennium Falcon", location }),
      ),
    );
    await desk.sync();
    const order = await orderOf(desk, "01-03955-36441");
    expect(order).toMatchObject({
      platform: "ebay",
      status: "paid",
      paymentStatus: "paid",
      linkState: "linked",
      buyerName: "Sample Buyer",
      countryCode: "GB",
      total: { minor: 2770, currency: "GBP" },
      shipTo: { lines: ["1 Example Street"], city: "Leeds", postalCode: "LS1 1AA" },
    });
    const [line] = order.lines;
    expect(line).toMatchObject({
      sku: "75192-1-N",
      quantity: 2,
      lineTotal: { minor: 2450, currency: "GBP" },
      state: "linked",
    });
    // Paid, not dispatched: reserved, not sold (case 51).
    expect(line?.claims.map(({ inventoryItemId, state }) => `${inventoryItemId} ${state}`).toSorted()).toEqual(
      units.map(({ id }) => `${id} reserved`).toSorted(),
    );
  });
});
