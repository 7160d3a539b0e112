import type { Page } from "@counterfoil/connector-kit";
import { type Listing, listingSchema } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import { createEbay } from "../ebay-connector.ts";
import { type FakeAnswer, fakeFetch, type SentRequest, testNow, testSettings } from "../testing/fake-ebay.ts";
import { fixtureText } from "../testing/fixture.ts";
import { productIdentifiers } from "./product-identifiers.ts";

const sellerList = fixtureText("ebay-seller-list.xml");
const inventoryItems = [
  {
    sku: "75192-1-N",
    condition: "NEW",
    availability: { shipToLocationAvailability: { quantity: 3 } },
    product: {
      title: "Falcon",
      ean: ["5702015869935"],
      brand: "LEGO",
      mpn: "75192",
      epid: "238",
      imageUrls: [],
    },
  },
  {
    sku: "DRAFT-1",
    condition: "USED_GOOD",
    product: {
      title: "Not yet listed",
      aspects: { "LEGO Theme": ["Star Wars"] },
      imageUrls: ["https://i.ebayimg.com/3.jpg"],
    },
  },
  { sku: "UNUSED", product: { title: "No offer at all" } },
];
const offers: Record<string, unknown[]> = {
  "75192-1-N": [
    {
      offerId: "36445435465",
      sku: "75192-1-N",
      status: "PUBLISHED",
      availableQuantity: 2,
      listing: { listingId: "110035400941", listingStatus: "ACTIVE" },
      pricingSummary: { price: { value: "649.99", currency: "GBP" } },
    },
  ],
  "DRAFT-1": [
    { offerId: "36445435466", sku: "DRAFT-1", status: "UNPUBLISHED", categoryId: "19006", availableQuantity: 1 },
  ],
};

function shop(request: SentRequest): FakeAnswer | undefined {
  if (request.url.pathname === "/ws/api.dll") return { body: sellerList };
  if (request.url.pathname.endsWith("/inventory_item")) return { body: { total: 3, inventoryItems } };
  if (request.url.pathname.endsWith("/offer")) {
    const found = offers[request.url.searchParams.get("sku") ?? ""];
    return found ? { body: { offers: found } } : { status: 404, body: { errors: [] } };
  }
  return undefined;
}

function connector(answer: (request: SentRequest) => FakeAnswer | undefined) {
  const { fetch, sent } = fakeFetch(answer);
  return { ebay: createEbay(testSettings(fetch)), sent };
}

async function collect(pages: AsyncIterable<Page<Listing>>) {
  const all: Page<Listing>[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

async function shopListings() {
  const pages = await collect(connector(shop).ebay.listings.all(null));
  return pages.flatMap((page) => page.items);
}

const byId = (listings: Listing[], id: string) => listings.filter(({ reference }) => reference.externalId === id);

describe("classic listings", () => {
  test("come in the common shape, with what is left to sell and not what was ever offered", async () => {
    const [listing] = byId(await shopListings(), "110035400937");
    expect(listingSchema.parse(listing)).toEqual(listing);
    expect({ ...listing, raw: null }).toEqual({
      platform: "ebay",
      reference: {
        externalId: "110035400937",
        variationId: null,
        sku: "N3159 | Loft - S72",
        platformData: { model: "TRADING", epid: "219508832" },
      },
      title: "LEGO 6020 Magic Shop & Wizard's tower",
      status: "active",
      quantity: 5,
      price: { minor: 2450, currency: "GBP" },
      condition: "used",
      identifiers: [
        { type: "gtin", value: "5702014518407" },
        { type: "brand", value: "LEGO" },
      ],
      variation: [],
      location: null,
      url: "https://www.ebay.co.uk/itm/110035400937",
      imageUrl: "https://i.ebayimg.com/one.jpg",
      imageUrls: ["https://i.ebayimg.com/two.jpg"],
      category: { id: "19006", path: ["Toys & Games", "Building Toys", "LEGO Complete Sets"] },
      attributes: [
        { name: "LEGO Theme", value: "Castle" },
        { name: "LEGO Theme", value: "Classic" },
        { name: "Condition", value: "Used" },
      ],
      raw: null,
    });
  });

  test("without stock are out of stock, and ended ones ended", async () => {
    const listings = await shopListings();
    expect(byId(listings, "110035400938")[0]).toMatchObject({ status: "out_of_stock", quantity: 0 });
    expect(byId(listings, "110035400938")[0]?.reference.sku).toBeNull();
    expect(byId(listings, "110035400940")[0]).toMatchObject({ status: "ended", quantity: 0 });
  });

  test("with variations are one record for each, told apart even without a SKU of their own", async () => {
    const variations = byId(await shopListings(), "110035400939");
    expect(
      variations.map(({ reference, quantity, variation }) => [
        reference.variationId,
        reference.platformData["sku"] ?? null,
        quantity,
        variation[0]?.value,
      ]),
    ).toEqual([
      ["sku:3001-RED", null, 7, "Red"],
      ["sku:3001 aspects:Colour=Blue", "shared", 5, "Blue"],
      ["sku:3001 aspects:Colour=Black", "shared", 6, "Black"],
      ["aspects:Colour=White", null, 1, "White"],
    ]);
    expect(variations[0]?.identifiers).toEqual([
      { type: "gtin", value: "5702016888270" },
      { type: "brand", value: "LEGO" },
    ]);
    expect(variations[0]?.raw).toMatchObject({ item: { ItemID: "110035400939" }, variation: { SKU: "3001-RED" } });
  });
});

describe("listings of the Inventory API", () => {
  test("are recognised by the offer behind them, and listed once", async () => {
    const found = byId(await shopListings(), "110035400941");
    expect(found).toHaveLength(1);
    expect(found[0]?.reference.platformData).toMatchObject({ model: "INVENTORY", offerId: "36445435465" });
  });

  test("that are not published are drafts", async () => {
    const [draft] = byId(await shopListings(), "offer:36445435466");
    expect(draft).toMatchObject({ status: "draft", title: "Not yet listed", condition: "used", quantity: 1 });
    expect(draft).toMatchObject({ category: { id: "19006", path: [] }, imageUrls: ["https://i.ebayimg.com/3.jpg"] });
    expect(draft?.attributes).toEqual([
      { name: "LEGO Theme", value: "Star Wars" },
      { name: "Condition", value: "USED_GOOD" },
    ]);
    expect(listingSchema.parse(draft)).toEqual(draft);
  });

  test("of a classic shop cost one call", async () => {
    const { ebay, sent } = connector((request) =>
      request.url.pathname.endsWith("/inventory_item") ? { body: { total: 0, inventoryItems: [] } } : shop(request),
    );
    await collect(ebay.listings.all(null));
    expect(sent.filter(({ url }) => url.pathname.endsWith("/offer"))).toHaveLength(0);
  });
});

describe("the list", () => {
  const page = (number: number, more: boolean) =>
    `<R><Ack>Success</Ack><HasMoreItems>${more}</HasMoreItems><ItemArray><Item><ItemID>${number}</ItemID></Item></ItemArray></R>`;
  const pageNumber = (request: SentRequest) => Number(/<PageNumber>(\d+)</.exec(request.body)?.[1]);

  test("is asked for by its end, at most 120 days, with the seller's token and site", async () => {
    const { ebay, sent } = connector(shop);
    await collect(ebay.listings.all(null));
    const request = sent.find(({ url }) => url.pathname === "/ws/api.dll");
    const [, from, to] = /<EndTimeFrom>(.+)<\/EndTimeFrom><EndTimeTo>(.+)<\/EndTimeTo>/.exec(request?.body ?? "") ?? [];
    expect(Date.parse(from!)).toBeLessThan(testNow);
    expect(Date.parse(to!) - Date.parse(from!)).toBeLessThanOrEqual(120 * 86_400_000);
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      "x-ebay-api-call-name": "GetSellerList",
      "x-ebay-api-siteid": "3",
      "x-ebay-api-iaf-token": "v^1.1#token",
      "content-type": "text/xml",
    });
    expect(request?.headers.has("authorization")).toBe(false);
  });

  test("goes on page by page and resumes from a stored cursor in the same period", async () => {
    const { ebay, sent } = connector((request) =>
      request.url.pathname === "/ws/api.dll"
        ? { body: page(pageNumber(request), pageNumber(request) < 3) }
        : { body: { inventoryItems: [] } },
    );
    let cursor: string | null = null;
    for await (const first of ebay.listings.all(null)) {
      cursor = first.cursor;
      break;
    }
    const rest = await collect(ebay.listings.all(cursor));
    expect(rest.flatMap(({ items }) => items.map(({ reference }) => reference.externalId))).toEqual(["2", "3"]);
    const trading = sent.filter(({ url }) => url.pathname === "/ws/api.dll");
    expect(trading.map(pageNumber)).toEqual([1, 2, 3]);
    expect(new Set(trading.map(({ body }) => /<EndTimeFrom>.*<\/EndTimeTo>/.exec(body)?.[0])).size).toBe(1);
    expect(await collect(ebay.listings.all(rest.at(-1)!.cursor))).toEqual([]);
  });

  test("reports an item it cannot read and keeps the others", async () => {
    const odd = sellerList.replace("<ItemID>110035400938</ItemID>", "");
    const { ebay } = connector((request) => (request.url.pathname === "/ws/api.dll" ? { body: odd } : shop(request)));
    const [first] = await collect(ebay.listings.all(null));
    expect(first?.problems).toMatchObject([{ externalId: null, message: expect.stringContaining("ItemID") }]);
    expect(byId(first!.items, "110035400937")).toHaveLength(1);
  });

  test("refreshes a token that eBay calls expired inside a 200 answer", async () => {
    let failed = false;
    const { ebay, sent } = connector((request) => {
      if (request.url.pathname.endsWith("/oauth2/token")) return { body: { access_token: "fresh", expires_in: 7200 } };
      if (request.url.pathname !== "/ws/api.dll" || failed) return shop(request);
      failed = true;
      return { body: fixtureText("ebay-trading-failure.xml") };
    });
    await collect(ebay.listings.all(null));
    expect(sent.at(-1)?.headers.get("authorization")).toBe("Bearer fresh");
  });

  test("that is cut off is read again", async () => {
    let cut = true;
    const { ebay } = connector((request) => {
      if (request.url.pathname !== "/ws/api.dll" || !cut) return shop(request);
      cut = false;
      return { body: sellerList.slice(0, 900) };
    });
    expect((await collect(ebay.listings.all(null)))[0]?.items.length).toBeGreaterThan(4);
  });
});

describe("product identifiers", () => {
  test("leave out what says there is none, in eBay's languages, and what cannot be a number", () => {
    expect(
      productIdentifiers({
        ean: ["Nicht zutreffend", "123", "5702014518407", "5702014518407"],
        upc: ["Does not apply", "673419267489"],
        isbn: ["0-306-40615-2", "080442957X", "N/A"],
        brand: "Unbranded",
        mpn: "75192",
      }),
    ).toEqual([
      { type: "gtin", value: "5702014518407" },
      { type: "gtin", value: "673419267489" },
      { type: "isbn", value: "0306406152" },
      { type: "isbn", value: "080442957X" },
      { type: "model_number", value: "75192" },
    ]);
  });
});
