import { createMemoryTokenStore, type StockChange } from "@counterfoil/connector-kit";
import type { ListingReference } from "@counterfoil/core/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEbay } from "../ebay-connector.ts";
import { type FakeAnswer, fakeFetch, type SentRequest, testNow, testSettings } from "../testing/fake-ebay.ts";
import { fixture, fixtureText } from "../testing/fixture.ts";
import { batchesWithoutRepeats } from "./stock-task.ts";

function reference(externalId: string, overrides: Partial<ListingReference> = {}): ListingReference {
  return { externalId, variationId: null, sku: null, platformData: { model: "TRADING" }, ...overrides };
}

const ofInventory = (externalId: string, sku: string, offerId?: string) =>
  reference(externalId, { sku, platformData: { model: "INVENTORY", ...(offerId && { offerId }) } });

const change = (listing: ListingReference, quantity: number): StockChange => ({
  listing,
  quantity,
  idempotencyKey: `${listing.externalId} ${listing.sku} ${quantity}`,
});

function connector(answer: (request: SentRequest) => FakeAnswer | undefined, overrides = {}) {
  const { fetch, sent } = fakeFetch(answer);
  return { ebay: createEbay(testSettings(fetch, overrides)), sent };
}

const callName = (request: SentRequest) => request.headers.get("x-ebay-api-call-name");
const revisions = (sent: SentRequest[]) => sent.filter((request) => callName(request) === "ReviseInventoryStatus");
const itemIds = (request: SentRequest) => [...request.body.matchAll(/<ItemID>(\d+)</g)].map((match) => match[1]);

function revised(ack: string, inner = ""): FakeAnswer {
  return { body: `<ReviseInventoryStatusResponse><Ack>${ack}</Ack>${inner}</ReviseInventoryStatusResponse>` };
}

function failure(code: string, message: string, parameter = "") {
  const parameters = parameter && `<ErrorParameters ParamID="0"><Value>${parameter}</Value></ErrorParameters>`;
  return `<Errors><LongMessage>${message}</LongMessage><ErrorCode>${code}</ErrorCode><SeverityCode>Error</SeverityCode>${parameters}<ErrorClassification>RequestError</ErrorClassification></Errors>`;
}

describe("setting classic listings", () => {
  test("goes four to a call, variations by item id and SKU, plain ones by item id alone", async () => {
    const { ebay, sent } = connector(() => revised("Success"));
    const changes = [
      change(reference("1", { sku: "IGNORED" }), 3),
      change(reference("2", { sku: "RED", variationId: "sku:RED" }), 0),
      change(reference("3", { sku: "BY-SKU", platformData: { model: "TRADING", tracking: "SKU" } }), 1),
      change(reference("4"), 4),
      change(reference("5"), 5),
    ];
    const outcomes = await ebay.stock.set(changes);
    expect(revisions(sent).map(({ body }) => /<Inv.*<\/InventoryStatus>/.exec(body)?.[0])).toEqual([
      "<InventoryStatus><ItemID>1</ItemID><Quantity>3</Quantity></InventoryStatus>" +
        "<InventoryStatus><ItemID>2</ItemID><SKU>RED</SKU><Quantity>0</Quantity></InventoryStatus>" +
        "<InventoryStatus><SKU>BY-SKU</SKU><Quantity>1</Quantity></InventoryStatus>" +
        "<InventoryStatus><ItemID>4</ItemID><Quantity>4</Quantity></InventoryStatus>",
      "<InventoryStatus><ItemID>5</ItemID><Quantity>5</Quantity></InventoryStatus>",
    ]);
    expect(outcomes.map(({ idempotencyKey }) => idempotencyKey)).toEqual(changes.map((each) => each.idempotencyKey));
    expect(outcomes.every(({ status }) => status === "done")).toBe(true);
  });

  test("believes what was sent, not the quantity eBay answers, which counts sold units", async () => {
    const echoed = "<InventoryStatus><ItemID>1</ItemID><Quantity>7</Quantity></InventoryStatus>";
    const { ebay } = connector(() => revised("Success", echoed));
    const [outcome] = await ebay.stock.set([change(reference("1"), 5)]);
    expect(outcome).toMatchObject({ status: "done", value: { quantity: 5, observedAt: "2026-03-10T12:00:00.000Z" } });
  });

  test("a warning is a success with a note", async () => {
    const warning = failure("21917092", "A fee applies.").replace("Error<", "Warning<");
    const { ebay } = connector(() => revised("Warning", warning));
    expect(await ebay.stock.set([change(reference("1"), 5)])).toMatchObject([
      { status: "done", note: "A fee applies." },
    ]);
  });

  test("one bad listing does not hide the others: a refused batch is sent one by one", async () => {
    const { ebay, sent } = connector((request) => {
      if (!itemIds(request).includes("2")) return revised("Success");
      return revised("Failure", failure("21916750", 'You are not allowed to revise an ended item "2".', "2"));
    });
    const outcomes = await ebay.stock.set([
      change(reference("1"), 1),
      change(reference("2"), 1),
      change(reference("3"), 1),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["done", "failed", "done"]);
    expect(outcomes[1]).toMatchObject({ error: { code: "not_found", platformCode: "21916750" } });
    expect(revisions(sent).map(itemIds)).toEqual([["1", "2", "3"], ["1"], ["2"], ["3"]]);
  });

  test("after a partial failure only what eBay did not confirm is sent again", async () => {
    const confirmed = "<InventoryStatus><ItemID>1</ItemID><Quantity>1</Quantity></InventoryStatus>";
    const { ebay, sent } = connector((request) =>
      itemIds(request).length > 1
        ? revised("PartialFailure", confirmed + failure("21916286", "Valid Listing type is FixedPriceItem."))
        : revised("Failure", failure("21916286", "Valid Listing type is FixedPriceItem.")),
    );
    const outcomes = await ebay.stock.set([change(reference("1"), 1), change(reference("2"), 1)]);
    expect(outcomes).toMatchObject([{ status: "done" }, { status: "failed", error: { code: "rejected" } }]);
    expect(revisions(sent).map(itemIds)).toEqual([["1", "2"], ["2"]]);
  });

  test("the same listing twice goes in two calls, the last change last", async () => {
    const { ebay, sent } = connector(() => revised("Success"));
    await ebay.stock.set([change(reference("1"), 5), change(reference("2"), 1), change(reference("1"), 4)]);
    expect(revisions(sent).map(itemIds)).toEqual([["1", "2"], ["1"]]);
    expect(revisions(sent)[1]?.body).toContain("<Quantity>4</Quantity>");
  });

  test.each([
    ["a variation without a SKU", { variationId: "aspects:Colour=Red" }, 1],
    ["a SKU that two variations share", { variationId: "sku:A", sku: "A", platformData: { sku: "shared" } }, 1],
    ["half a unit", {}, 0.5],
    ["a negative quantity", {}, -1],
  ])("%s is refused before any call", async (_name, overrides, quantity) => {
    const { ebay, sent } = connector(() => revised("Success"));
    const [outcome] = await ebay.stock.set([change(reference("1", overrides), quantity)]);
    expect(outcome).toMatchObject({ status: "failed", error: { code: "rejected" } });
    expect(sent).toHaveLength(0);
  });

  test("an answer that is lost leaves the outcome open and is not sent again", async () => {
    let calls = 0;
    const lost = async () => {
      calls += 1;
      throw new TypeError("fetch failed", { cause: new Error("socket hang up") });
    };
    const ebay = createEbay(testSettings(lost as typeof fetch));
    const [outcome] = await ebay.stock.set([change(reference("1"), 1)]);
    expect(outcome).toMatchObject({ status: "failed", error: { code: "outcome_unknown" } });
    expect(calls).toBe(1);
  });

  describe("a refusal for too many calls", () => {
    const counted = (remaining: number) => ({
      rateLimits: [{ resources: [{ rates: [{ limit: 5_000, remaining, reset: "2026-03-11T07:00:00.000Z" }] }] }],
    });
    const refused = async (rateLimit: FakeAnswer) => {
      const { ebay, sent } = connector(({ url }) => {
        if (url.pathname.endsWith("/token")) return { body: { access_token: "app", expires_in: 7200 } };
        if (url.pathname.includes("/rate_limit")) return rateLimit;
        return revised("Failure", failure("518", "Call usage limit reached."));
      });
      const changes = ["1", "2", "3", "4", "5", "6"].map((id) => change(reference(id), 1));
      const errors = (await ebay.stock.set(changes)).map((outcome) => outcome.status === "failed" && outcome.error);
      expect(revisions(sent)).toHaveLength(1);
      return { errors, asked: sent.find(({ url }) => url.pathname.includes("/rate_limit"))?.url.search };
    };

    test("with none left by eBay's own count is met once, and the rest is not sent before its reset", async () => {
      const { errors, asked } = await refused({ body: counted(0) });
      const resetAt = Date.parse("2026-03-11T07:00:00.000Z");
      for (const error of errors) expect(error).toMatchObject({ code: "quota_exhausted", resetAt });
      expect(asked).toBe("?api_context=tradingapi&api_name=tradingapi");
    });

    test("with calls left is a burst that passes in seconds", async () => {
      const { errors } = await refused({ body: counted(4_000) });
      for (const error of errors) expect(error).toMatchObject({ code: "rate_limited", retryAt: testNow + 15_000 });
    });

    test("without a count to be had does not hold a figure back until midnight", async () => {
      const { errors } = await refused({ status: 429, body: {} });
      for (const error of errors) expect(error).toMatchObject({ code: "rate_limited", retryAt: testNow + 5 * 60_000 });
    });
  });

  test("an expired token inside a 200 answer is refreshed and the change repeated once", async () => {
    const tokens = createMemoryTokenStore({
      accessToken: "stale",
      accessTokenExpiresAt: testNow + 7_200_000,
      refreshToken: "refresh",
      refreshTokenExpiresAt: null,
      scopes: [],
    });
    const { ebay, sent } = connector(
      (request) => {
        if (request.url.pathname.endsWith("/token")) return { body: { access_token: "fresh", expires_in: 7200 } };
        const token = request.headers.get("x-ebay-api-iaf-token");
        return token === "fresh" ? revised("Success") : { body: fixtureText("ebay-trading-failure.xml") };
      },
      { tokens },
    );
    expect(await ebay.stock.set([change(reference("1"), 1)])).toMatchObject([{ status: "done" }]);
    expect(revisions(sent)).toHaveLength(2);
    expect((await tokens.read())?.refreshToken).toBe("refresh");
  });
});

describe("setting listings of the Inventory API", () => {
  const bulkUpdates = (sent: SentRequest[]) =>
    sent.filter(({ url }) => url.pathname.endsWith("/bulk_update_price_quantity")).map(({ body }) => JSON.parse(body));

  test("sets item and offer together, 25 to a call", async () => {
    const { ebay, sent } = connector((request) => ({
      body: {
        responses: JSON.parse(request.body).requests.map(({ sku }: { sku: string }) => ({ statusCode: 200, sku })),
      },
    }));
    const changes = Array.from({ length: 30 }, (_, index) =>
      change(ofInventory(`9${index}`, `S${index}`, `o${index}`), 2),
    );
    const outcomes = await ebay.stock.set(changes);
    expect(outcomes.every(({ status }) => status === "done")).toBe(true);
    expect(bulkUpdates(sent).map(({ requests }) => requests.length)).toEqual([25, 5]);
    expect(bulkUpdates(sent)[0].requests[0]).toEqual({
      sku: "S0",
      shipToLocationAvailability: { quantity: 2 },
      offers: [{ offerId: "o0", availableQuantity: 2 }],
    });
  });

  test("judges every element of a mixed answer apart", async () => {
    const { ebay } = connector(() => ({ status: 207, body: fixture("ebay-bulk-update-mixed.json") }));
    const outcomes = await ebay.stock.set([
      change(ofInventory("1", "75192-1-N", "36445435465"), 3),
      change(ofInventory("2", "BAD", "36445435466"), 3),
      change(ofInventory("3", "FORGOTTEN", "36445435467"), 3),
    ]);
    expect(outcomes).toMatchObject([
      { status: "done", value: { quantity: 3 } },
      { status: "failed", error: { code: "rejected", platformCode: "25709" } },
      { status: "failed", error: { code: "outcome_unknown" } },
    ]);
  });

  test("finds the offer behind a listing whose offer id is not known", async () => {
    const { ebay, sent } = connector((request) =>
      request.url.pathname.endsWith("/offer")
        ? { body: { offers: [{ offerId: "77", sku: "S", listing: { listingId: "1" } }] } }
        : { body: { responses: [{ statusCode: 200, sku: "S", offerId: "77" }] } },
    );
    const [outcome] = await ebay.stock.set([change(ofInventory("1", "S"), 2)]);
    expect(outcome).toMatchObject({ status: "done", value: { listing: { platformData: { offerId: "77" } } } });
    expect(bulkUpdates(sent)[0].requests[0].offers).toEqual([{ offerId: "77", availableQuantity: 2 }]);
  });

  test("a listing taken for classic is sent by the other API, once, and remembered as such", async () => {
    const words = "Inventory-based listing management is not currently supported by this tool.";
    const { ebay, sent } = connector((request) => {
      if (callName(request) === "ReviseInventoryStatus") return revised("Failure", failure("21919474", words));
      if (request.url.pathname.endsWith("/offer")) {
        return { body: { offers: [{ offerId: "77", sku: "S", listing: { listingId: "1" } }] } };
      }
      return { body: { responses: [{ statusCode: 200, sku: "S" }] } };
    });
    const [outcome] = await ebay.stock.set([change(reference("1", { sku: "S" }), 2)]);
    expect(outcome).toMatchObject({
      status: "done",
      value: { quantity: 2, listing: { platformData: { model: "INVENTORY", offerId: "77" } } },
    });
    expect(revisions(sent)).toHaveLength(1);
  });

  test("a listing that neither API will change is a conflict with eBay's reason", async () => {
    const { ebay } = connector((request) =>
      callName(request) === "ReviseInventoryStatus"
        ? revised("Failure", failure("21919474", "Not allowed for inventory items."))
        : { status: 404 },
    );
    expect(await ebay.stock.set([change(reference("1", { sku: "S" }), 2)])).toMatchObject([
      { status: "failed", error: { code: "conflict", platformCode: "21919474" } },
    ]);
  });
});

describe("reading stock", () => {
  const item = (id: string, inner: string) =>
    `<GetItemResponse><Ack>Success</Ack><Item><ItemID>${id}</ItemID>${inner}</Item></GetItemResponse>`;
  const itemId = (request: SentRequest) => /<ItemID>(\d+)</.exec(request.body)?.[1] ?? "";

  test("of classic listings leaves out sold units, ended listings and unknown ones", async () => {
    const answers: Record<string, string> = {
      "1": item("1", "<Quantity>7</Quantity><SellingStatus><QuantitySold>2</QuantitySold></SellingStatus>"),
      "2": item(
        "2",
        "<Quantity>7</Quantity><SellingStatus><QuantitySold>2</QuantitySold><ListingStatus>Completed</ListingStatus></SellingStatus>",
      ),
    };
    const missing = `<R><Ack>Failure</Ack>${failure("17", "Item cannot be accessed.")}</R>`;
    const { ebay } = connector((request) => ({ body: answers[itemId(request)] ?? missing }));
    const levels = await ebay.stock.read([reference("1"), reference("2"), reference("3")]);
    expect(levels).toEqual([{ listing: reference("1"), quantity: 5, observedAt: "2026-03-10T12:00:00.000Z" }]);
  });

  test("of a variation takes that variation's quantity", async () => {
    const variation = (sku: string, quantity: number) =>
      `<Variation><SKU>${sku}</SKU><Quantity>${quantity}</Quantity><SellingStatus><QuantitySold>1</QuantitySold></SellingStatus></Variation>`;
    const { ebay, sent } = connector(() => ({
      body: item("1", `<Variations>${variation("RED", 4)}${variation("BLUE", 9)}</Variations>`),
    }));
    const red = reference("1", { sku: "RED", variationId: "sku:RED" });
    const blue = reference("1", { sku: "BLUE", variationId: "675811813155" });
    const levels = await ebay.stock.read([blue, red]);
    expect(levels.map(({ quantity }) => quantity)).toEqual([8, 3]);
    expect(sent).toHaveLength(1);
  });

  test("of many listings reads the active list instead of each", async () => {
    const { ebay, sent } = connector(() => ({ body: fixtureText("ebay-my-selling.xml") }));
    const many = Array.from({ length: 30 }, (_, index) => reference(String(200 + index)));
    const red = reference("110035400939", { sku: "3001-RED", variationId: "sku:3001-RED" });
    const levels = await ebay.stock.read([...many, reference("110035400937"), red]);
    expect(levels.map(({ listing, quantity }) => [listing.externalId, quantity])).toEqual([
      ["110035400937", 16],
      ["110035400939", 7],
    ]);
    expect(sent.map(callName)).toEqual(["GetMyeBaySelling"]);
  });

  test("of the Inventory API takes the lesser of the item's and the offer's quantity", async () => {
    const offer = (sku: string, availableQuantity?: number, listingStatus = "ACTIVE") => ({
      offerId: `o-${sku}`,
      sku,
      status: "PUBLISHED",
      availableQuantity,
      listing: { listingId: `9-${sku}`, listingStatus },
    });
    const stock: Record<string, number> = { A: 3, B: 5, C: 1 };
    const offers: Record<string, unknown> = { A: offer("A", 9), B: offer("B"), C: offer("C", 1, "ENDED") };
    const { ebay } = connector((request) => {
      if (request.url.pathname.endsWith("/offer")) {
        const found = offers[request.url.searchParams.get("sku") ?? ""];
        return found ? { body: { offers: [found] } } : { status: 404 };
      }
      const requests = JSON.parse(request.body).requests as { sku: string }[];
      const responses = requests.map(({ sku }) => {
        const quantity = stock[sku];
        if (quantity === undefined) return { statusCode: 404, sku };
        const availability = { shipToLocationAvailability: { quantity } };
        return { statusCode: 200, sku, inventoryItem: { sku, availability } };
      });
      return { status: 207, body: { responses } };
    });
    const levels = await ebay.stock.read(["A", "B", "C", "D"].map((sku) => ofInventory(`9-${sku}`, sku, `o-${sku}`)));
    expect(levels.map(({ listing, quantity }) => [listing.sku, quantity])).toEqual([
      ["A", 3],
      ["B", 5],
    ]);
  });
});

test("batches keep the order of changes to one target, hold no target twice and lose nothing", () => {
  const targets = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 });
  fc.assert(
    fc.property(targets, fc.integer({ min: 1, max: 5 }), (ids, size) => {
      const tasks = ids.map((id, index) => ({ index, change: change(reference(String(id)), index) }));
      const key = (task: (typeof tasks)[number]) => task.change.listing.externalId;
      const batches = batchesWithoutRepeats(tasks, size, key);
      expect(batches.every((batch) => batch.length <= size)).toBe(true);
      expect(batches.every((batch) => new Set(batch.map(key)).size === batch.length)).toBe(true);
      const sent = batches.flat();
      expect(sent.map(({ index }) => index).sort((a, b) => a - b)).toEqual(tasks.map(({ index }) => index));
      for (const id of new Set(ids)) {
        const order = sent.filter((task) => key(task) === String(id)).map(({ index }) => index);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }
    }),
  );
});
