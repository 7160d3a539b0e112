import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEbaySimulator } from "../index.ts";
import { SEED, type StartedEbay, startEbay } from "../testing/started-ebay.ts";
import { element, nodesAt, parseXml, textAt, type XmlNode } from "./xml.ts";

let desk: StartedEbay;
beforeEach(async () => {
  desk = await startEbay();
});
afterEach(() => desk.stop());

const status = (inner: string) => `<InventoryStatus>${inner}</InventoryStatus>`;
const revise = (...statuses: string[]) => desk.trading("ReviseInventoryStatus", statuses.map(status).join(""));
const codes = (reply: XmlNode) => nodesAt(reply, "Errors").map((error) => textAt(error, "ErrorCode"));
const ack = (reply: XmlNode) => textAt(reply, "Ack");
const stockOf = (itemId: string) => desk.ebay.world.listings.get(itemId)?.available;
const activeList = (more = "", pagination = "<EntriesPerPage>200</EntriesPerPage><PageNumber>1</PageNumber>") =>
  desk.trading(
    "GetMyeBaySelling",
    `<ActiveList><Include>true</Include><Pagination>${pagination}</Pagination></ActiveList>${more}`,
  );

describe("the door", () => {
  it("always answers 200 and says in Ack what happened", async () => {
    const good = await desk.trading("GetUser");
    expect([good.status, ack(good.reply), textAt(good.reply, "User", "UserID")]).toEqual([
      200,
      "Success",
      "brick_desk",
    ]);
    expect(textAt(good.reply, "Timestamp")).toBe("2026-03-01T12:00:00.000Z");
    const bad = await desk.trading("AddItem");
    expect([bad.status, ack(bad.reply), codes(bad.reply)]).toEqual([200, "Failure", ["2"]]);
  });

  it.each([
    ["no token", { "x-ebay-api-iaf-token": undefined }, "930"],
    ["a token that is none", { "x-ebay-api-iaf-token": "nonsense" }, "21916984"],
    ["no site", { "x-ebay-api-siteid": "" }, "10012"],
    ["no compatibility level", { "x-ebay-api-compatibility-level": "" }, "10012"],
  ])("refuses %s", async (_, change, code) => {
    const headers = Object.fromEntries(
      Object.entries({
        "x-ebay-api-call-name": "GetUser",
        "x-ebay-api-siteid": "3",
        "x-ebay-api-compatibility-level": "1451",
        "x-ebay-api-iaf-token": desk.token,
        ...change,
      }).filter((pair): pair is [string, string] => pair[1] !== undefined),
    );
    const answer = await fetch(`${desk.base}/ws/api.dll`, { method: "POST", headers, body: "<GetUserRequest/>" });
    expect(codes(parseXml(await answer.text())!.node)).toEqual([code]);
  });

  it("tells an expired token from an invalid one, also by fault", async () => {
    desk.arm({ kind: "token-expired", operation: "GetUser" });
    expect(codes((await desk.trading("GetUser")).reply)).toEqual(["21917053"]);
    expect(ack((await desk.trading("GetUser")).reply)).toBe("Success");
    desk.ebay.clock.advance(7_200_000);
    expect(codes((await desk.trading("GetUser")).reply)).toEqual(["21917053"]);
  });

  it("refuses a body that is not the call's request", async () => {
    const headers = {
      "x-ebay-api-call-name": "GetUser",
      "x-ebay-api-siteid": "3",
      "x-ebay-api-compatibility-level": "1451",
      "x-ebay-api-iaf-token": desk.token,
    };
    for (const body of ["", "{}", "<GetUserRequest>", "<OtherRequest/>"]) {
      const answer = await fetch(`${desk.base}/ws/api.dll`, { method: "POST", headers, body });
      expect(codes(parseXml(await answer.text())!.node)).toEqual(["5"]);
    }
  });

  it("stops at the usage limit of day and burst", async () => {
    desk.ebay.quotas.adjust("trading.burst.GetMyeBaySelling", { limit: 1 });
    expect(ack((await activeList()).reply)).toBe("Success");
    expect(codes((await activeList()).reply)).toEqual(["518"]);
    desk.ebay.clock.advance(15_000);
    expect(ack((await activeList()).reply)).toBe("Success");
    desk.ebay.quotas.adjust("trading", { limit: 0 });
    expect(codes((await desk.trading("GetUser")).reply)).toEqual(["518"]);
  });

  it("has its own words for faults", async () => {
    desk.arm({ kind: "status", status: 500 });
    const { status, reply } = await desk.trading("GetUser");
    expect([status, codes(reply), textAt(reply, "Errors", "ErrorClassification")]).toEqual([
      500,
      ["10007"],
      "SystemError",
    ]);
  });
});

describe("reading listings", () => {
  it("GetMyeBaySelling shows active listings of both models with net quantities", async () => {
    desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937" }] });
    const { reply } = await activeList();
    const items = nodesAt(reply, "ActiveList", "ItemArray", "Item");
    expect(
      items.map((item) => [textAt(item, "ItemID"), textAt(item, "Quantity"), textAt(item, "QuantityAvailable")]),
    ).toEqual([
      ["110035400937", "3", "2"],
      ["110035400938", "1", "1"],
      ["110035400939", "2", "2"],
      ["110035400941", "0", "0"],
      ["110035400942", "9", "9"],
    ]);
    expect(textAt(items[1], "SKU")).toBeUndefined();
    expect(textAt(items[1], "Title")).toBe("LEGO without a SKU & more");
    const variations = nodesAt(items[4], "Variations", "Variation");
    expect(variations.map((variation) => [textAt(variation, "SKU"), textAt(variation, "StartPrice")])).toEqual([
      ["FIG-RED", "3.50"],
      ["FIG-BLUE", "4.00"],
    ]);
  });

  it("GetMyeBaySelling pages and hides variations on demand", async () => {
    const { reply } = await activeList(
      "<HideVariations>true</HideVariations>",
      "<EntriesPerPage>2</EntriesPerPage><PageNumber>3</PageNumber>",
    );
    const items = nodesAt(reply, "ActiveList", "ItemArray", "Item");
    expect(items.map((item) => textAt(item, "ItemID"))).toEqual(["110035400942"]);
    expect(nodesAt(items[0], "Variations")).toEqual([]);
    expect(textAt(reply, "ActiveList", "PaginationResult", "TotalNumberOfPages")).toBe("3");
  });

  it("GetSellerList and GetItem count sold units into Quantity", async () => {
    desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937", quantity: 2 }] });
    const window = "<EndTimeFrom>2026-03-01T12:00:00.000Z</EndTimeFrom><EndTimeTo>2026-06-28T12:00:00.000Z</EndTimeTo>";
    const { reply } = await desk.trading(
      "GetSellerList",
      `${window}<DetailLevel>ReturnAll</DetailLevel><IncludeVariations>true</IncludeVariations><Pagination><EntriesPerPage>2</EntriesPerPage><PageNumber>1</PageNumber></Pagination>`,
    );
    const [first] = nodesAt(reply, "ItemArray", "Item");
    expect([
      textAt(first, "Quantity"),
      textAt(first, "SellingStatus", "QuantitySold"),
      textAt(first, "QuantityAvailable"),
    ]).toEqual(["3", "2", undefined]);
    expect(textAt(reply, "HasMoreItems")).toBe("true");
    const item = await desk.trading("GetItem", "<ItemID>110035400937</ItemID>");
    expect(textAt(item.reply, "Item", "Quantity")).toBe("3");
  });

  it("GetSellerList wants a window of at most 120 days, and finds ended listings in it", async () => {
    expect(codes((await desk.trading("GetSellerList")).reply)).toEqual(["37"]);
    const wide = "<EndTimeFrom>2026-01-01T00:00:00Z</EndTimeFrom><EndTimeTo>2026-12-01T00:00:00Z</EndTimeTo>";
    expect(codes((await desk.trading("GetSellerList", wide)).reply)).toEqual(["37"]);
    const past = "<EndTimeFrom>2026-02-01T00:00:00Z</EndTimeFrom><EndTimeTo>2026-03-01T00:00:00Z</EndTimeTo>";
    const { reply } = await desk.trading("GetSellerList", past);
    expect(textAt(reply, "ItemArray", "Item", "SellingStatus", "ListingStatus")).toBe("Completed");
  });

  it("GetItem keeps other sellers' and unknown items apart from nothing", async () => {
    expect(codes((await desk.trading("GetItem", "<ItemID>110099999999</ItemID>")).reply)).toEqual(["17"]);
    expect(codes((await desk.trading("GetItem", "<ItemID>1</ItemID>")).reply)).toEqual(["17"]);
  });
});

describe("ReviseInventoryStatus", () => {
  it("sets what is available; what is read back includes the sold units", async () => {
    desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937", quantity: 2 }] });
    const { reply } = await revise("<ItemID>110035400937</ItemID><Quantity>5</Quantity>");
    expect([ack(reply), textAt(reply, "InventoryStatus", "Quantity")]).toEqual(["Success", "7"]);
    expect(stockOf("110035400937")).toBe(5);
    expect(desk.ebay.ledger.list({ kind: "stock-changed" }).map(({ data }) => data)).toEqual([
      { itemId: "110035400937", sku: "75192-1-N", from: 1, to: 5, via: "trading" },
    ]);
  });

  it("changes one variation by ItemID and SKU, and refuses it without", async () => {
    await revise("<ItemID>110035400942</ItemID><SKU>FIG-BLUE</SKU><Quantity>1</Quantity><StartPrice>5.25</StartPrice>");
    const listing = desk.ebay.world.listings.get("110035400942");
    expect(listing?.variations.map(({ available, price }) => [available, price])).toEqual([
      [4, 350],
      [1, 525],
    ]);
    expect(codes((await revise("<ItemID>110035400942</ItemID><Quantity>1</Quantity>")).reply)).toEqual(["37"]);
  });

  it.each([
    ["a listing of the Inventory API", "<ItemID>110035400939</ItemID><Quantity>1</Quantity>", "21919474"],
    ["an ended listing", "<ItemID>110035400940</ItemID><Quantity>1</Quantity>", "21916750"],
    ["another seller's listing", "<ItemID>110099999999</ItemID><Quantity>1</Quantity>", "17"],
    ["a quantity that is none", "<ItemID>110035400937</ItemID><Quantity>-1</Quantity>", "37"],
    ["nothing to change", "<ItemID>110035400937</ItemID>", "37"],
    ["a SKU alone where items are tracked by ItemID", "<SKU>75192-1-N</SKU><Quantity>1</Quantity>", "17"],
  ])("refuses %s", async (_, inner, code) => {
    const { reply } = await revise(inner);
    expect([ack(reply), codes(reply)]).toEqual(["Failure", [code]]);
    expect(desk.ebay.ledger.count("stock-changed")).toBe(0);
  });

  it("does the good ones of a mixed call, at most four", async () => {
    const good = "<ItemID>110035400937</ItemID><Quantity>1</Quantity>";
    const { reply } = await revise(good, "<ItemID>1</ItemID><Quantity>1</Quantity>");
    expect([ack(reply), codes(reply), stockOf("110035400937")]).toEqual(["PartialFailure", ["17"], 1]);
    expect(codes((await revise(good, good, good, good, good)).reply)).toEqual(["37"]);
  });

  it("takes quantity 0 only while out-of-stock control is on", async () => {
    const zero = "<ItemID>110035400938</ItemID><Quantity>0</Quantity>";
    await desk.trading("SetUserPreferences", "<OutOfStockControlPreference>false</OutOfStockControlPreference>");
    const shown = "<ShowOutOfStockControlPreference>true</ShowOutOfStockControlPreference>";
    expect(textAt((await desk.trading("GetUserPreferences", shown)).reply, "OutOfStockControlPreference")).toBe(
      "false",
    );
    expect(codes((await revise(zero)).reply)).toEqual(["515"]);
    await desk.trading("SetUserPreferences", "<OutOfStockControlPreference>true</OutOfStockControlPreference>");
    expect(ack((await revise(zero)).reply)).toBe("Success");
  });

  it("allows 250 revisions of a listing a day", async () => {
    desk.ebay.quotas.adjust("listing.revisions", { count: 250, key: "110035400937" });
    expect(codes((await revise("<ItemID>110035400937</ItemID><Quantity>1</Quantity>")).reply)).toEqual(["240"]);
  });
});

describe("the rest", () => {
  it("ends a listing once", async () => {
    const end = () =>
      desk.trading("EndFixedPriceItem", "<ItemID>110035400938</ItemID><EndingReason>NotAvailable</EndingReason>");
    expect(textAt((await end()).reply, "EndTime")).toBe("2026-03-01T12:00:00.000Z");
    expect(codes((await end()).reply)).toEqual(["1047"]);
  });

  it("lists carriers", async () => {
    const { reply } = await desk.trading("GeteBayDetails", "<DetailName>ShippingCarrierDetails</DetailName>");
    const carriers = nodesAt(reply, "ShippingCarrierDetails").map((node) => textAt(node, "ShippingCarrier"));
    expect(carriers).toEqual(expect.arrayContaining(["RoyalMail", "Hermes", "Other"]));
  });

  it("keeps notification preferences", async () => {
    await desk.trading(
      "SetNotificationPreferences",
      `<ApplicationDeliveryPreferences><ApplicationEnable>Enable</ApplicationEnable><ApplicationURL>https://desk.example.com/soap</ApplicationURL></ApplicationDeliveryPreferences>
       <UserDeliveryPreferenceArray><NotificationEnable><EventType>ItemSold</EventType><EventEnable>Enable</EventEnable></NotificationEnable></UserDeliveryPreferenceArray>`,
    );
    const { reply } = await desk.trading("GetNotificationPreferences");
    expect(textAt(reply, "ApplicationDeliveryPreferences", "ApplicationURL")).toBe("https://desk.example.com/soap");
    expect(textAt(reply, "UserDeliveryPreferenceArray", "NotificationEnable", "EventType")).toBe("ItemSold");
  });
});

it("writes any text so that it reads back the same", () => {
  const text = fc.string({ unit: "grapheme" }).filter((value) => /^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]*$/u.test(value));
  fc.assert(
    fc.property(text, (value) => {
      const source = element("A", element("B", value), { note: value })?.source ?? "";
      expect(textAt(parseXml(source)?.node, "B") ?? "").toBe(value.trim());
    }),
  );
});

it("never sells more than there was, whatever buyers and the seller do", () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("buy" as const),
      item: fc.constantFrom("110035400937", "110035400939"),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({ kind: fc.constant("cancel" as const), index: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { acts, world } = createEbaySimulator({ seed: SEED });
      const orders: string[] = [];
      for (const action of steps) {
        try {
          if (action.kind === "buy")
            orders.push(acts.placeOrder({ lines: [{ itemId: action.item, quantity: action.quantity }] }).orderId);
          else acts.cancelOrder({ orderId: orders.splice(action.index, 1)[0] ?? "none" });
        } catch {
          // Refused: nothing may have changed, which the sums below would show.
        }
      }
      for (const [itemId, start] of [
        ["110035400937", 3],
        ["110035400939", 2],
      ] as const) {
        const listing = world.listings.get(itemId)!;
        expect(listing.available).toBeGreaterThanOrEqual(0);
        expect(listing.available + listing.sold).toBe(start);
      }
    }),
    { numRuns: 30 },
  );
});
