import type { QuoteRequest } from "@counterfoil/connector-kit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createEasypost } from "./index.ts";
import { toWireRequest } from "./shipping/map-shipment.ts";
import { apiKey, startStandIn } from "./testing/easypost-stand-in.ts";

const { simulator, driver, settings, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

const address = (name: string) => ({
  ...{ name, company: null, lines: ["417 Montgomery St", "Floor 5"], city: "San Francisco", region: "CA" },
  ...{ postalCode: "94104", countryCode: "US", phone: "4155550100", raw: null },
});
const request = (more: Partial<QuoteRequest> = {}): QuoteRequest => ({
  ...{ from: address("Ada"), to: address("Bob"), parcel: { weightGrams: 500, dimensionsMm: null }, reference: "1-1" },
  ...more,
});
const sleep = async () => {};
const connect = () => createEasypost({ ...settings(), sleep });

describe("postage by EasyPost", () => {
  test("is offered cheapest first, bought once, printed and tracked", async () => {
    const { shipping } = connect();
    const quote = await shipping.rates(request());
    expect(quote.rates.map(({ service }) => service)).toEqual(["GroundAdvantage", "Priority", "Ground"]);
    const [rate] = quote.rates;
    const label = await shipping.buy({ quoteId: quote.quoteId, rateId: rate?.id ?? "" });
    expect(label).toMatchObject({ carrier: "USPS", price: rate?.price, refund: null });
    expect(label.trackingNumber).toMatch(/^94001\d{17}$/);
    const file = await shipping.label(quote.quoteId);
    expect(new TextDecoder().decode(file.content.slice(0, 5))).toBe("%PDF-");
    expect(file).toMatchObject({ contentType: "application/pdf", trackingNumber: label.trackingNumber });
    expect(await shipping.track(quote.quoteId)).toMatchObject({ status: "pre_transit" });
  });

  test("asked for twice, and asked for again after a lost answer, is bought once", async () => {
    const { shipping } = connect();
    const { quoteId, rates } = await shipping.rates(request());
    const order = { quoteId, rateId: rates[0]?.id ?? "" };
    simulator.faults.add({ kind: "cut", when: "after-effect", count: 1 });
    await expect(shipping.buy(order)).rejects.toMatchObject({ code: "outcome_unknown" });
    const found = await shipping.find(quoteId);
    expect(await shipping.buy(order)).toEqual(found);
    expect(simulator.ledger.list().filter(({ kind }) => kind === "label-bought")).toHaveLength(1);
  });

  test("that was not bought is found nowhere, and has no label and no refund", async () => {
    const { shipping } = connect();
    const { quoteId } = await shipping.rates(request());
    expect(await shipping.find(quoteId)).toBeNull();
    await expect(shipping.label(quoteId)).rejects.toMatchObject({ code: "rejected" });
    await expect(shipping.void(quoteId)).rejects.toMatchObject({ code: "rejected" });
    await expect(shipping.find("shp_0")).rejects.toMatchObject({ code: "not_found" });
  });

  test("is refused with the carrier's words, or for want of money", async () => {
    simulator.acts.refusePostage({ reference: "1-9", message: "Address is undeliverable." });
    const { shipping } = connect();
    const first = await shipping.rates(request({ reference: "1-9" }));
    await expect(shipping.buy({ quoteId: first.quoteId, rateId: first.rates[0]?.id ?? "" })).rejects.toMatchObject({
      ...{ code: "rejected", message: "EasyPost refused: Address is undeliverable." },
    });
    simulator.acts.setBalance({ apiKey, balance: 1 });
    const second = await shipping.rates(request());
    const poor = shipping.buy({ quoteId: second.quoteId, rateId: second.rates[0]?.id ?? "" });
    await expect(poor).rejects.toMatchObject({ code: "rejected", platformCode: "INSUFFICIENT_FUNDS" });
  });

  test("is not offered for what no carrier takes, and says which", async () => {
    const { shipping } = connect();
    const heavy = await shipping.rates(request({ parcel: { weightGrams: 40_000, dimensionsMm: null } }));
    expect(heavy.rates).toEqual([]);
    expect(heavy.refusals[0]).toEqual({ carrier: "USPS", message: "The parcel is heavier than 70 lb." });
    const nowhere = shipping.rates(request({ to: { ...address("Bob"), countryCode: null } }));
    await expect(nowhere).rejects.toMatchObject({ code: "rejected", issues: [{ path: "to_address.country" }] });
  });

  test("comes back while the carrier has not seen it", async () => {
    const { shipping } = connect();
    const { quoteId, rates } = await shipping.rates(request());
    await shipping.buy({ quoteId, rateId: rates[0]?.id ?? "" });
    expect(await shipping.void(quoteId)).toMatchObject({ refund: "submitted" });
    expect(await shipping.void(quoteId)).toMatchObject({ refund: "submitted" });
  });

  test("the key goes to the API alone, never with the file", async () => {
    const seen: { url: string; key: boolean }[] = [];
    const spying: typeof fetch = async (input, init) => {
      const sent = new Request(input, init);
      seen.push({ url: sent.url, key: sent.headers.has("authorization") });
      return await fetch(input, init);
    };
    const { shipping } = createEasypost({ ...settings(), sleep, fetch: spying });
    const { quoteId, rates } = await shipping.rates(request());
    await shipping.buy({ quoteId, rateId: rates[0]?.id ?? "" });
    await shipping.label(quoteId);
    expect(seen.filter(({ url }) => url.includes("/files/"))).toMatchObject([{ key: false }]);
    expect(seen.filter(({ key }) => !key)).toHaveLength(1);
  });

  test("weights and sizes are rounded up to what EasyPost counts in", () => {
    const parcel = { weightGrams: 1_000, dimensionsMm: { length: 254, width: 101, height: 25.4 } };
    expect(toWireRequest(request({ parcel }))).toMatchObject({
      parcel: { weight: 35.3, length: 10, width: 4, height: 1 },
      to_address: { street1: "417 Montgomery St", street2: "Floor 5", zip: "94104" },
    });
  });

  test("a test key is told apart", async () => {
    simulator.world.keys.put({ apiKey: "EZTK0123456789", mode: "test", balance: 5 });
    const { warnings } = await createEasypost({ ...settings(), credentials: { apiKey: "EZTK0123456789" } }).probe();
    expect(warnings[0]).toMatch(/test key/);
  });
});
