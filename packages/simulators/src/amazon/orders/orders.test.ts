import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { roles } from "../amazon-roles.ts";
import {
  CREDENTIALS,
  GERMANY,
  type Loose,
  SEED,
  type StartedAmazon,
  startAmazon,
  UK,
  USA,
} from "../testing/started-amazon.ts";

const SEARCH = "/orders/2026-01-01/orders";
const EVERYTHING = "BUYER,RECIPIENT,PROCEEDS,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX";
const OPEN = "202-7654321-1098765";
const PENDING = "202-7654321-1098766";
const BY_AMAZON = "202-7654321-1098767";
let desk: StartedAmazon;
beforeEach(async () => {
  desk = await startAmazon();
});
afterEach(async () => {
  expect(desk.violations()).toEqual([]);
  await desk.stop();
});

const search = (query: Record<string, string>, options = {}) =>
  desk.call("GET", `${SEARCH}?${new URLSearchParams(query)}`, options);
const ids = (body: Loose) => body.orders.map((order: Loose) => order.orderId);
const read = async (orderId: string) =>
  (await desk.call("GET", `${SEARCH}/${orderId}?includedData=${EVERYTHING}`)).body.order;

describe("searchOrders", () => {
  it("gives orders of a period with what was asked for, money as the seller receives it", async () => {
    const { body, headers } = await search({ createdAfter: "2026-02-01T00:00:00Z", includedData: EVERYTHING });
    expect(ids(body)).toHaveLength(4);
    expect(body.createdBefore).toBe("2026-03-01T11:58:00Z");
    expect(headers.get("x-amzn-ratelimit-limit")).toBe("0.0056");
    expect(headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    const [order] = body.orders;
    expect(order).toMatchObject({
      orderId: OPEN,
      orderAliases: [{ aliasId: "DESK-1", aliasType: "SELLER_ORDER_ID" }],
      createdTime: "2026-02-20T10:00:00Z",
      programs: ["PRIME"],
      salesChannel: { channelName: "AMAZON", marketplaceId: UK, marketplaceName: "Amazon.co.uk" },
      buyer: { buyerName: "Sarah Thompson" },
      recipient: { deliveryAddress: { name: "Sarah Thompson", districtOrCounty: "", postalCode: "SW1A 1AA" } },
      proceeds: { grandTotal: { amount: "1302.97", currencyCode: "GBP" } },
      fulfillment: { fulfillmentStatus: "UNSHIPPED", fulfilledBy: "MERCHANT" },
    });
    expect(order.orderItems[0]).toMatchObject({
      quantityOrdered: 2,
      product: { sellerSku: "75192-1-N", asin: "B075SDMMMV", price: { unitPrice: { amount: "649.99" } } },
      fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 2 },
    });
  });

  it("gives no address, buyer or price of a pending order, and nothing that was not asked for", async () => {
    const pending = await read(PENDING);
    expect(pending.fulfillment.fulfillmentStatus).toBe("PENDING");
    expect(pending).not.toHaveProperty("recipient");
    expect(pending).not.toHaveProperty("buyer");
    expect(pending.orderItems[0].product).not.toHaveProperty("price");
    const bare = (await desk.call("GET", `${SEARCH}/${OPEN}`)).body.order;
    expect(Object.keys(bare).sort()).toEqual(
      ["createdTime", "lastUpdatedTime", "orderAliases", "orderId", "orderItems", "programs", "salesChannel"].sort(),
    );
  });

  it("keeps orders of Amazon's own stock apart, with no parcels and no telephone", async () => {
    const order = await read(BY_AMAZON);
    expect(order.fulfillment).toMatchObject({ fulfilledBy: "AMAZON", fulfillmentStatus: "SHIPPED" });
    expect(order).not.toHaveProperty("packages");
    expect(order.recipient.deliveryAddress).not.toHaveProperty("phone");
    const { body } = await search({ createdAfter: "2026-02-01T00:00:00Z", fulfilledBy: "AMAZON" });
    expect(ids(body)).toEqual([BY_AMAZON]);
    const cancelled = await search({ createdAfter: "2026-02-01T00:00:00Z", fulfillmentStatuses: "CANCELLED,PENDING" });
    expect(ids(cancelled.body)).toEqual([PENDING, "202-7654321-1098768"]);
  });

  it("pages by a token that is bound to the other parameters and lives a day", async () => {
    const query = { createdAfter: "2026-02-01T00:00:00Z", maxResultsPerPage: "3" };
    const first = await search(query);
    const paginationToken = first.body.pagination.nextToken;
    desk.clock.advance(60_000);
    const second = await search({ ...query, paginationToken });
    expect([...ids(first.body), ...ids(second.body)]).toHaveLength(4);
    expect(second.body.pagination).toBeUndefined();
    expect(second.body.createdBefore).toBe(first.body.createdBefore);
    expect((await search({ ...query, paginationToken, fulfilledBy: "AMAZON" })).status).toBe(400);
    desk.clock.advance(24 * 3_600_000);
    const { accessToken: token } = desk.amazon.acts.issueTokens({});
    expect((await search({ ...query, paginationToken }, { token })).body.errors[0].code).toBe("InvalidInput");
  });

  it("repeats a page on demand and still leads to the end", async () => {
    const query = { createdAfter: "2026-02-01T00:00:00Z", maxResultsPerPage: "2" };
    const first = await search(query);
    desk.arm({ kind: "duplicated-page", operation: "searchOrders" });
    const again = await search({ ...query, paginationToken: first.body.pagination.nextToken });
    expect(ids(again.body)).toEqual(ids(first.body));
    const last = await search({ ...query, paginationToken: again.body.pagination.nextToken });
    expect(ids(last.body)).toHaveLength(2);
  });

  it("shows a new order after two minutes only", async () => {
    const { orderId } = desk.amazon.acts.placeOrder({ lines: [{ sku: "75192-1-N" }] });
    const since = { lastUpdatedAfter: "2026-03-01T11:00:00Z" };
    expect(ids((await search(since)).body)).toEqual([]);
    desk.clock.advance(120_000);
    const { body } = await search(since);
    expect(ids(body)).toEqual([orderId]);
    expect(body.lastUpdatedBefore).toBe("2026-03-01T12:00:00Z");
  });

  it.each([
    [{}],
    [{ createdAfter: "yesterday" }],
    [{ createdAfter: "2026-02-01T00:00:00Z", lastUpdatedAfter: "2026-02-01T00:00:00Z" }],
    [{ createdAfter: "2026-02-01T00:00:00Z", lastUpdatedBefore: "2026-02-02T00:00:00Z" }],
    [{ createdAfter: "2026-02-02T00:00:00Z", createdBefore: "2026-02-01T00:00:00Z" }],
    [{ createdAfter: "2026-02-01T00:00:00Z", createdBefore: "2026-03-01T11:59:00Z" }],
    [{ createdAfter: "2026-02-01T00:00:00Z", maxResultsPerPage: "101" }],
    [{ createdAfter: "2026-02-01T00:00:00Z", marketplaceIds: "NOWHERE" }],
    [{ createdAfter: "2026-02-01T00:00:00Z", includedData: "EVERYTHING" }],
  ])("refuses %j with InvalidInput", async (query) => {
    const { status, body, headers } = await search(query as Record<string, string>);
    expect([status, body.errors[0].code]).toEqual([400, "InvalidInput"]);
    expect(headers.get("x-amzn-ratelimit-limit")).toBe("0.0056");
  });

  it("takes several marketplaces, and refuses one the seller does not sell in", async () => {
    const after = { createdAfter: "2026-02-01T00:00:00Z" };
    expect(ids((await search({ ...after, marketplaceIds: `${UK},${GERMANY}` })).body)).toHaveLength(4);
    expect(ids((await search({ ...after, marketplaceIds: GERMANY })).body)).toEqual([]);
    expect((await search({ ...after, marketplaceIds: USA })).status).toBe(403);
  });

  it("shows statuses and currencies that nobody has seen", async () => {
    const act = { lines: [{ sku: "75192-1-N" }], currency: "XTS", state: "AWAITING_DRONE" };
    const { orderId } = desk.amazon.acts.placeOrder(act);
    const path = `${SEARCH}/${orderId}?includedData=${EVERYTHING}`;
    const { order } = (await desk.call("GET", path, { wrong: true })).body;
    expect(order.fulfillment.fulfillmentStatus).toBe("AWAITING_DRONE");
    expect(order.proceeds.grandTotal.currencyCode).toBe("XTS");
  });
});

describe("personal data", () => {
  it("follow the application's roles: without them the fields are absent", async () => {
    desk.amazon.acts.setRoles({ roles: [roles.inventoryAndOrders] });
    const order = await read(OPEN);
    expect(order.buyer).toEqual({});
    expect(order.recipient.deliveryAddress).toMatchObject({ city: "London", countryCode: "GB" });
    for (const name of ["name", "addressLine1", "postalCode", "phone"]) {
      expect(order.recipient.deliveryAddress).not.toHaveProperty(name);
    }
    desk.amazon.acts.setRoles({ roles: [roles.directToConsumerDelivery] });
    expect((await read(OPEN)).buyer).toEqual({ buyerEmail: "abc123@marketplace.amazon.co.uk" });
  });

  it("of v0 come by restricted tokens where those are required, for the resources named", async () => {
    desk.amazon.acts.setSettings({ restrictedTokensRequired: true });
    const path = `/orders/v0/orders/${OPEN}/address`;
    const plain = (await desk.call("GET", path)).body.payload.ShippingAddress;
    expect(plain).not.toHaveProperty("AddressLine1");
    const body = { restrictedResources: [{ method: "GET", path: "/orders/v0/orders/{orderId}/address" }] };
    const made = await desk.call("POST", "/tokens/2021-03-01/restrictedDataToken", { body });
    expect(made.body).toMatchObject({ expiresIn: 3600 });
    const token = made.body.restrictedDataToken;
    expect(token).toMatch(/^Atz\.sprdt\|/);
    const full = (await desk.call("GET", path, { token })).body.payload.ShippingAddress;
    expect(full).toMatchObject({ AddressLine1: "45 Oak Avenue", Name: "Sarah Thompson" });
    expect((await desk.call("GET", `/orders/v0/orders/${OPEN}/buyerInfo`, { token })).status).toBe(403);
  });

  it("are refused to applications without a restricted role, and elements where there are none", async () => {
    const make = (resource: Loose) =>
      desk.call("POST", "/tokens/2021-03-01/restrictedDataToken", { body: { restrictedResources: [resource] } });
    const address = { method: "GET", path: "/orders/v0/orders/{orderId}/address" };
    expect((await make({ ...address, dataElements: ["buyerInfo"] })).status).toBe(400);
    expect((await make({ method: "GET", path: "/listings/2021-08-01/items" })).status).toBe(400);
    desk.amazon.acts.setRoles({ roles: [roles.productListing] });
    const refused = await make(address);
    expect([refused.status, refused.body.errors[0].code]).toEqual([400, "InvalidInput"]);
    expect(refused.body.errors[0].message).toContain("some or all requested resource");
  });
});

describe("Orders v0", () => {
  it("tells the same orders in its own words", async () => {
    const query = new URLSearchParams({ CreatedAfter: "2026-02-01T00:00:00Z", MarketplaceIds: UK });
    const { payload } = (await desk.call("GET", `/orders/v0/orders?${query}`)).body;
    expect(payload.Orders.map((order: Loose) => order.OrderStatus)).toEqual([
      "Unshipped",
      "Pending",
      "Shipped",
      "Canceled",
    ]);
    expect(payload.Orders[0]).toMatchObject({
      FulfillmentChannel: "MFN",
      OrderTotal: { CurrencyCode: "GBP", Amount: "1302.97" },
      ShippingAddress: { AddressLine1: "45 Oak Avenue" },
    });
    desk.amazon.acts.requestCancellation({ orderId: OPEN });
    const items = (await desk.call("GET", `/orders/v0/orders/${OPEN}/orderItems`)).body.payload.OrderItems;
    expect(items[0]).toMatchObject({
      ItemPrice: { Amount: "1299.98" },
      IsGift: "false",
      BuyerRequestedCancel: { IsBuyerRequestedCancel: "true" },
    });
    expect((await desk.call("GET", `/orders/v0/orders/${OPEN}`)).body.payload.AmazonOrderId).toBe(OPEN);
    expect((await desk.call("GET", "/orders/v0/orders?MarketplaceIds=")).status).toBe(400);
  });
});

describe("confirmShipment", () => {
  const detail = {
    packageReferenceId: "1",
    carrierCode: "Royal Mail",
    trackingNumber: "AB123456789GB",
    shipDate: "2026-03-01T11:00:00.000Z",
    orderItems: [{ orderItemId: "20276543210987", quantity: 1 }],
  };
  const confirm = (change: Loose = {}, orderId = OPEN, options = {}) =>
    desk.call("POST", `/orders/v0/orders/${orderId}/shipmentConfirmation`, {
      body: { marketplaceId: UK, packageDetail: { ...detail, ...change } },
      ...options,
    });

  it("ships in parts, edits a parcel of the same reference, and shows parcels afterwards", async () => {
    expect((await confirm()).status).toBe(204);
    expect((await read(OPEN)).fulfillment.fulfillmentStatus).toBe("PARTIALLY_SHIPPED");
    expect((await confirm({ trackingNumber: "AB000000000GB" })).status).toBe(204);
    expect((await confirm({ packageReferenceId: "2" })).status).toBe(204);
    const order = await read(OPEN);
    expect(order.fulfillment.fulfillmentStatus).toBe("SHIPPED");
    expect(order.packages).toMatchObject([
      { packageReferenceId: "1", trackingNumber: "AB000000000GB", packageItems: [{ quantity: 1 }] },
      { packageReferenceId: "2", carrier: "Royal Mail" },
    ]);
    expect(desk.amazon.ledger.list({ kind: "order-shipped" }).map(({ data }) => data["edited"])).toEqual([
      false,
      true,
      false,
    ]);
    const late = await confirm({ packageReferenceId: "3" });
    expect(late.body.errors[0]).toMatchObject({ code: "InvalidInput", details: "PackageToUpdateNotFound" });
  });

  it("refuses what Amazon refuses, and nothing is shipped", async () => {
    const wrong = { wrong: true };
    expect((await confirm({ packageReferenceId: 1 }, OPEN, wrong)).status).toBe(400);
    expect((await confirm({ packageReferenceId: "one" })).body.errors[0].message).toBe(
      "PackageReferenceId: is invalid, must be a positive numeric value.",
    );
    expect((await confirm({ shipDate: "02/21/2026" }, OPEN, wrong)).body.errors).toEqual([
      { code: "Invalid Input", message: "Invalid Input" },
    ]);
    expect((await confirm({ carrierCode: "Other" })).status).toBe(400);
    expect((await confirm({ carrierCode: undefined }, OPEN, wrong)).status).toBe(400);
    expect((await confirm({ orderItems: [{ orderItemId: "20276543210987", quantity: 3 }] })).status).toBe(400);
    expect((await confirm({ orderItems: [{ orderItemId: "1", quantity: 1 }] })).status).toBe(400);
    expect((await confirm({}, PENDING)).status).toBe(400);
    expect((await confirm({}, BY_AMAZON)).status).toBe(400);
    expect((await confirm({}, "202-0000000-0000000")).status).toBe(404);
    const { orderId } = desk.amazon.acts.placeOrder({ lines: [{ sku: "75192-1-N" }], programs: ["FBM_SHIP_PLUS"] });
    desk.clock.advance(1_000);
    expect((await confirm({}, orderId)).status).toBe(400);
    expect(desk.amazon.ledger.count("order-shipped")).toBe(0);
  });

  it("takes other carriers by name, and a parcel shipped on the site closes the order", async () => {
    desk.amazon.acts.shipOnSite({ orderId: OPEN, lines: detail.orderItems });
    expect((await confirm({ packageReferenceId: "2", carrierCode: "Other", carrierName: "Packeta" })).status).toBe(204);
    expect((await read(OPEN)).packages[1].carrier).toBe("Packeta");
  });
});

describe("what buyers do", () => {
  it("moves stock and status: order, payment, request, cancellation", async () => {
    const { acts, world } = desk.amazon;
    const stock = () => world.listings.find(({ sku }) => sku === "75192-1-N")?.availability[0]?.quantity;
    const { orderId, orderItemIds } = acts.placeOrder({ lines: [{ sku: "75192-1-N", quantity: 2 }], state: "PENDING" });
    expect(stock()).toBe(1);
    expect(() => acts.placeOrder({ lines: [{ sku: "75192-1-N", quantity: 2 }] })).toThrow("Only 1 left");
    acts.payOrder({ orderId });
    expect((await read(orderId)).fulfillment.fulfillmentStatus).toBe("UNSHIPPED");
    acts.requestCancellation({ orderId, orderItemId: orderItemIds[0] ?? "" });
    expect((await read(orderId)).orderItems[0].cancellation).toEqual({
      cancellationRequest: { requester: "BUYER", cancelReason: "Found cheaper somewhere else." },
    });
    acts.cancelOrder({ orderId });
    const cancelled = await read(orderId);
    expect(cancelled.fulfillment.fulfillmentStatus).toBe("CANCELLED");
    expect(cancelled.orderItems[0].cancellation.cancellationExecution).toMatchObject({ cancelledBy: "BUYER" });
    expect(stock()).toBe(3);
  });

  it("sells from Amazon's warehouses without touching the seller's stock", async () => {
    const { orderId } = desk.amazon.acts.placeOrder({ lines: [{ sku: "FBA-10294" }] });
    expect((await read(orderId)).fulfillment.fulfilledBy).toBe("AMAZON");
    expect(desk.amazon.world.warehouse.all()[0]?.fulfillable).toBe(3);
    expect(desk.amazon.ledger.count("stock-changed")).toBe(0);
  });
});

describe("the door", () => {
  it("answers 403 for tokens that are missing, malformed, expired, revoked or another region's", async () => {
    const code = async (options: Loose) => {
      const { status, body, headers } = await desk.call("GET", "/sellers/v1/marketplaceParticipations", options);
      return [status, body.errors[0].code, body.errors[0].details ?? null, headers.get("x-amzn-ratelimit-limit")];
    };
    const denied = (details: string) => [403, "Unauthorized", details, null];
    expect(await code({ token: null })).toEqual([403, "MissingAuthenticationToken", null, null]);
    const malformed = denied("The access token you provided is revoked, malformed or invalid.");
    expect(await code({ token: "Atza|nonsense" })).toEqual(malformed);
    expect(await code({ host: "api-na" })).toEqual(denied(""));
    expect(await code({ token: await desk.grantless() })).toEqual(denied(""));
    desk.amazon.acts.expireAccessTokens({});
    expect(await code({})).toEqual(denied("The access token you provided has expired."));
    const { accessToken } = desk.amazon.acts.issueTokens({});
    desk.amazon.acts.revokeGrants({});
    expect(await code({ token: accessToken })).toEqual(malformed);
    expect(
      (await desk.lwa({ ...CREDENTIALS, grant_type: "refresh_token", refresh_token: "Atzr|known" })).body.error,
    ).toBe("invalid_grant");
  });

  it("denies operations whose role is missing, without saying which", async () => {
    desk.amazon.acts.setRoles({ roles: [roles.productListing] });
    const { status, body, headers } = await desk.call("POST", `/orders/v0/orders/${OPEN}/shipmentConfirmation`, {
      body: {},
      wrong: true,
    });
    expect([status, body.errors[0]]).toEqual([
      403,
      { code: "Unauthorized", message: "Access to requested resource is denied.", details: "" },
    ]);
    expect(headers.get("x-amzn-errortype")).toBe("AccessDeniedException");
  });

  it("answers 429 when a bucket is empty, one bucket an operation, and lets pass what drips in", async () => {
    const query = { createdAfter: "2026-02-01T00:00:00Z" };
    for (let call = 0; call < 20; call += 1) expect((await search(query)).status).toBe(200);
    const refused = await search(query);
    expect([refused.status, refused.body.errors[0].code]).toEqual([429, "QuotaExceeded"]);
    expect(refused.headers.get("x-amzn-ratelimit-limit")).toBeNull();
    expect((await desk.call("GET", `${SEARCH}/${OPEN}`)).status).toBe(200);
    desk.clock.advance(1000 / 0.0056 + 1);
    expect((await search(query)).status).toBe(200);
    expect((await search(query)).status).toBe(429);
  });

  it("goes faster by a factor", async () => {
    await desk.stop();
    desk = await startAmazon({ ...SEED, rateFactor: 100 });
    expect((await search({ createdAfter: "2026-02-01T00:00:00Z" })).headers.get("x-amzn-ratelimit-limit")).toBe("0.56");
  });

  it("speaks Amazon's words in dialled faults", async () => {
    desk.arm({ kind: "token-expired" });
    desk.arm({ kind: "status", status: 503 });
    desk.arm({ kind: "status", status: 429 });
    const codes = [];
    for (let call = 0; call < 3; call += 1) {
      const { status, body } = await desk.call("GET", "/sellers/v1/account");
      codes.push([status, body.errors[0].code]);
    }
    expect(codes).toEqual([
      [403, "Unauthorized"],
      [503, "ServiceUnavailable"],
      [429, "QuotaExceeded"],
    ]);
    const long = await desk.call("GET", "/sellers/v1/account", { headers: { "user-agent": "x".repeat(501) } });
    expect(long.status).toBe(400);
    expect((await desk.call("GET", "/nothing/here")).body.errors[0].code).toBe("MissingAuthenticationToken");
  });
});
