import { describeEachDatabase } from "@counterfoil/db/testing";
import { easypost } from "@counterfoil/easypost";
import { createEasypostSimulator, type EasypostSimulator } from "@counterfoil/simulators/easypost";
import { createSimulatorServer } from "@counterfoil/simulators/kit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createConnectorRegistry } from "../../platforms/connector-registry.ts";
import { orderOf } from "../../testing/desk-questions.ts";
import { textOfPdf } from "../../testing/read-pdf.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const apiKey = "EZAK0123456789abcdef";
const weightGrams = 500;

describeEachDatabase("postage for orders", (context) => {
  let simulator: EasypostSimulator;
  let baseURL = "";
  let desk: TestDesk;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    simulator = createEasypostSimulator({ seed: { keys: [{ apiKey }] } });
    const server = createSimulatorServer({ simulators: [simulator] });
    baseURL = `${await server.start()}/easypost/v2`;
    stop = server.stop;
  });
  afterAll(() => stop());
  beforeEach(async () => {
    simulator.reset();
    desk = await openTestDesk(context.database);
    await desk.owner.shipping.setSender({ name: "Ada", lines: ["1 Shelf Lane"], city: "Leeds", countryCode: "GB" });
    await connectEasypost();
  });

  async function connectEasypost(): Promise<void> {
    const connector = easypost.create({ credentials: { apiKey }, baseURL, sleep: async () => {} });
    const { connector: others } = desk.parts.platforms;
    desk.parts.connectors = createConnectorRegistry([...desk.parts.connectors.all(), easypost]);
    desk.parts.platforms = {
      ...desk.parts.platforms,
      connector: async (request) => (request.platform === "easypost" ? connector : await others(request)),
    };
    await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx
        .insertInto("connections")
        .values({
          ...{ workspace_id: desk.workspaceId, id: desk.parts.newId(), platform: "easypost", method: "keys" },
          status: "connected",
        })
        .execute(),
    );
  }

  const shipTo = {
    ...{ name: "Bob", company: null, lines: ["2 Brick Road"], city: "York", region: null, postalCode: "YO1 1AA" },
    ...{ countryCode: "GB", phone: null, raw: null },
  };
  const sale = async (externalId: string, more: object = {}) => {
    desk.shop.put({ externalId, shipTo, lines: [{ sku: "S" }], ...more });
    await desk.sync();
    return (await orderOf(desk, externalId)).id;
  };
  const bought = () => simulator.ledger.list().filter(({ kind }) => kind === "label-bought");

  test("a label is bought, printed, and its tracking number kept", async () => {
    const orderId = await sale("1-1");
    const { label: quote } = await desk.owner.shipping.quote({ orderId, weightGrams });
    expect(quote.rates.map(({ price }) => price.minor)).toEqual(
      [...quote.rates.map(({ price }) => price.minor)].sort((a, b) => a - b),
    );
    const label = await desk.owner.shipping.buy({ labelId: quote.id, rateId: quote.rates[1]?.id ?? "" });
    expect(label).toMatchObject({ state: "bought", carrier: quote.rates[1]?.carrier, price: quote.rates[1]?.price });
    const { labels, provider } = await desk.owner.shipping.ofOrder({ orderId });
    expect(provider).toBe("easypost");
    expect(labels).toEqual([label]);
    const file = await desk.owner.shipping.file({ labelId: quote.id });
    expect(file).toMatchObject({ fileName: `label-${label.trackingNumber}.pdf`, contentType: "application/pdf" });
    expect((await orderOf(desk, "1-1")).history.at(-1)?.text).toContain(label.trackingNumber);
    expect(await desk.owner.shipping.track({ labelId: quote.id })).toMatchObject({ status: "pre_transit" });
  });

  test("bought twice, or with its answer lost, it is paid once", async () => {
    const orderId = await sale("1-1");
    const { label: quote } = await desk.owner.shipping.quote({ orderId, weightGrams });
    const choice = { labelId: quote.id, rateId: quote.rates[0]?.id ?? "" };
    simulator.faults.add({ kind: "cut", when: "after-effect", count: 1 });
    const first = await desk.owner.shipping.buy(choice);
    expect(await desk.owner.shipping.buy(choice)).toEqual(first);
    expect(bought()).toHaveLength(1);
  });

  test("when the provider stays away after the purchase, the next try finds it", async () => {
    const orderId = await sale("1-1");
    const { label: quote } = await desk.owner.shipping.quote({ orderId, weightGrams });
    const choice = { labelId: quote.id, rateId: quote.rates[0]?.id ?? "" };
    simulator.faults.add({ kind: "cut", when: "after-effect", count: 1 });
    const away = simulator.faults.add({ kind: "status", status: 503, method: "GET", count: null });
    await expect(desk.owner.shipping.buy(choice)).rejects.toThrow(/answer was lost/);
    expect((await desk.owner.shipping.ofOrder({ orderId })).labels[0]?.state).toBe("buying");
    simulator.faults.remove(away.id);
    expect(await desk.owner.shipping.buy(choice)).toMatchObject({ state: "bought" });
    expect(bought()).toHaveLength(1);
  });

  test("a refusal is told per order, and the others are bought", async () => {
    const orderIds = [];
    for (const number of ["1-1", "1-2", "1-3"]) orderIds.push(await sale(number));
    const cancelled = await sale("1-4", { status: "cancelled" });
    const homeless = await sale("1-5", { shipTo: null });
    simulator.acts.refusePostage({ reference: "1-2", message: "Address is undeliverable." });
    const parcels = [...orderIds, cancelled, homeless, desk.parts.newId()].map((orderId) => ({ orderId, weightGrams }));
    const results = await desk.owner.shipping.buyMany({ parcels });
    expect(results.map(({ label, error }) => label?.state ?? error?.message)).toEqual([
      "bought",
      "EasyPost refused: Address is undeliverable.",
      "bought",
      "This order is already cancelled.",
      "No address of this order is known: no carrier can be asked.",
      "The order was not found.",
    ]);
    const again = await desk.owner.shipping.buyMany({ parcels: parcels.slice(0, 1) });
    expect(again[0]?.label).toEqual(results[0]?.label);
    expect(bought()).toHaveLength(2);
  });

  test("labels of many orders are one PDF in the order asked for, and those without one are named", async () => {
    const first = await sale("1-1");
    const second = await sale("1-2");
    const none = await sale("1-3");
    const results = await desk.owner.shipping.buyMany({
      parcels: [first, second].map((orderId) => ({ orderId, weightGrams })),
    });
    const missing = desk.parts.newId();
    const made = await desk.owner.documents.labels({ orderIds: [second, none, first, missing] });
    expect(made).toMatchObject({ pages: 2, contentType: "application/pdf" });
    expect(made.skipped).toEqual([
      { orderId: none, platformOrderId: "1-3", message: "EBAY gives no labels. Print them where you bought them." },
      { orderId: missing, platformOrderId: null, message: "The order was not found." },
    ]);
    const text = await textOfPdf(Buffer.from(made.base64, "base64"));
    const numbers = results.map(({ label }) => label?.trackingNumber ?? "none");
    expect(text.map((page) => numbers.findIndex((number) => page.includes(number)))).toEqual([1, 0]);
    await expect(desk.owner.documents.labels({ orderIds: [none] })).rejects.toThrow(/gives no labels/);
    const viewer = desk.callerFor(desk.workspaceId, "viewer");
    await expect(viewer.documents.labels({ orderIds: [first] })).rejects.toThrow(/packer/);
    // One that was given back is no label any more.
    await desk.owner.shipping.void({ labelId: results[0]?.label?.id ?? "" });
    await expect(desk.owner.documents.labels({ orderIds: [first] })).rejects.toThrow(/gives no labels/);
  });

  test("a label that was not used is given back, and another may be bought", async () => {
    const orderId = await sale("1-1");
    const [first] = await desk.owner.shipping.buyMany({ parcels: [{ orderId, weightGrams }] });
    const labelId = first?.label?.id ?? "";
    expect(await desk.owner.shipping.void({ labelId })).toMatchObject({ refund: "submitted" });
    await desk.owner.shipping.buyMany({ parcels: [{ orderId, weightGrams }] });
    expect(bought()).toHaveLength(2);
  });

  test("needs somebody who may, a sender, and one's own order", async () => {
    const orderId = await sale("1-1");
    const viewer = desk.callerFor(desk.workspaceId, "viewer");
    await expect(viewer.shipping.quote({ orderId, weightGrams })).rejects.toThrow(/role of packer/);
    const stranger = desk.callerFor(await context.createWorkspace());
    await expect(stranger.shipping.quote({ orderId, weightGrams })).rejects.toThrow("The order was not found.");
    await expect(stranger.shipping.ofOrder({ orderId })).rejects.toThrow("The order was not found.");
    await context.database.inWorkspace(desk.workspaceId, (tx) => tx.deleteFrom("shipping_senders").execute());
    await expect(desk.owner.shipping.quote({ orderId, weightGrams })).rejects.toThrow(/where your parcels come from/);
  });
});
