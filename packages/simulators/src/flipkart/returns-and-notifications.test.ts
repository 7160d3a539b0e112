import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { notificationAuthorization } from "./notifications.ts";
import { HOME, type Loose, type StartedFlipkart, startFlipkart } from "./testing/started-flipkart.ts";

let desk: StartedFlipkart;
beforeEach(async () => {
  desk = await startFlipkart();
});
afterEach(() => desk.stop());

describe("returns", () => {
  const list = (query: string) => desk.call("GET", `/v2/returns?${query}`);
  const delivered = () => {
    const item = desk.flipkart.world.shipments.find(({ orderId }) => orderId === "OD1")?.items[0];
    return item?.orderItemId ?? "";
  };

  it("are listed by their source and time, with the offset's plus encoded", async () => {
    const { returnId } = desk.flipkart.acts.createReturn({ orderItemId: delivered() });
    const found = await list("source=customer_return&modifiedAfter=2026-03-10T00:00:00%2B05:30");
    expect(found.body).toMatchObject({
      hasMore: false,
      nextUrl: null,
      returnItems: [{ returnId, orderId: "OD1", status: "CREATED" }],
    });
    expect((await list("source=courier_return")).body.returnItems).toEqual([]);
    expect((await list("source=customer_return&createdAfter=2026-03-11T00:00:00%2B05:30")).body.returnItems).toEqual(
      [],
    );
    expect((await list("source=customer_return&modifiedAfter=2026-03-10T00:00:00+05:30")).status).toBe(400);
    expect((await list("modifiedAfter=2026-03-10T00:00:00%2B05:30")).status).toBe(400);
    expect((await list(`returnIds=${returnId}`)).body.returnItems).toHaveLength(1);
  });

  it("are settled by Flipkart, or by the seller for parcels of his own", async () => {
    const { returnId } = desk.flipkart.acts.createReturn({ orderItemId: delivered() });
    const approve = (id: string) => desk.call("POST", "/v2/returns/approve", { returns: [{ returnId: id }] });
    expect((await approve(returnId)).body.returns[0].errorCode).toBe("OPERATION_NOT_ALLOWED");
    desk.flipkart.acts.moveReturn({ returnId, step: "completed" });
    expect(desk.flipkart.world.returns.get(returnId)?.status).toBe("COMPLETED");
    const own = desk.flipkart.acts.placeOrder({ lines: [{ sku: "75192-N" }], shipmentType: "SELF" });
    const shipment = desk.flipkart.world.shipments.get(own.shipmentIds[0] ?? "");
    if (shipment) shipment.state = "DELIVERED";
    const made = desk.flipkart.acts.createReturn({ orderItemId: own.orderItemIds[0] ?? "" });
    expect(desk.flipkart.world.returns.get(made.returnId)?.status).toBe("Requested");
    expect((await approve(made.returnId)).body.returns[0].processingStatus).toBe("SUCCESS");
    await desk.call("POST", "/v2/returns/complete", { returnIds: [made.returnId], locationId: HOME });
    expect(shipment?.state).toBe("RETURNED");
  });
});

describe("a notification's signature", () => {
  const official = {
    applicationId: "6113ca4a-fe05-11e4-a322-1697f925ec7b",
    applicationSecret: "669a57f4-fe05-11e4-a322-1697f925ec7b",
    url: "http://seller.api.pilotseller.com/notify/fki",
  };
  const own = {
    applicationId: "test-app-id-0001",
    applicationSecret: "test-app-secret-0001",
    url: "https://desk.example.test/webhook/flipkart",
  };
  it.each([
    [
      official,
      "1432026135",
      "NjExM2NhNGEtZmUwNS0xMWU0LWEzMjItMTY5N2Y5MjVlYzdiOjgzNzYyYWJkODdiNDFlNjZkZGQ1ODMyMGE0ZTgwMzI1MWU3MmI3NzY=",
    ],
    [
      official,
      "Tue, 19 May 2015 09:02:15 GMT",
      "NjExM2NhNGEtZmUwNS0xMWU0LWEzMjItMTY5N2Y5MjVlYzdiOmZlZDM1MzczZjY4MTRlODFkMmNhNWE4MmM3ZjAyNDI0NTcyNjNlN2Q=",
    ],
    [own, "1795248000", "dGVzdC1hcHAtaWQtMDAwMToyNmMxYTg3MjE0NDIzODU2MWViMmI4M2NkMTA1NzAwZWRhZTNlNzlm"],
    [
      own,
      "Sat, 21 Nov 2026 08:00:00 GMT",
      "dGVzdC1hcHAtaWQtMDAwMToyZDYzM2YxMmY2NDVlNzEyYjEzYWNlZDdlNmNjYTVmN2ZkM2RlZGVl",
    ],
  ])("is that of the documents ($1)", ({ url, ...application }, date, encoded) => {
    expect(notificationAuthorization(application, { date, url, method: "POST" })).toBe(`FKLOGIN ${encoded}`);
  });
});

describe("notifications", () => {
  let listener: Awaited<ReturnType<typeof listen>>;
  beforeEach(async () => {
    listener = await listen();
    desk.flipkart.acts.subscribe({ url: listener.url });
  });
  afterEach(() => listener.stop());
  const events = () => listener.received.map(({ body }) => body.eventType);

  it("are signed over address and date, in the form of the published examples", async () => {
    const { shipmentIds } = desk.flipkart.acts.placeOrder({ lines: [{ sku: "75192-N" }] });
    await desk.flipkart.webhooks.flush();
    const [{ headers, body }] = listener.received as [Received];
    expect(body).toMatchObject({
      eventType: "shipment_created",
      source: "flipkart",
      version: "v3",
      shipmentId: shipmentIds[0],
    });
    expect(body.timestamp).toBe("2026-03-10T12:00:00+05:30");
    expect(body.attributes).not.toHaveProperty("shipmentId");
    const date = "Tue, 10 Mar 2026 06:30:00 GMT";
    const application = { applicationId: "test-app-id-0001", applicationSecret: "test-app-secret-0001" };
    expect(headers["x_date"]).toBe(date);
    expect(headers["x_authorization"]).toBe(
      notificationAuthorization(application, { date, url: listener.url, method: "POST" }),
    );
    desk.flipkart.acts.setBehaviour({ notificationDate: "epoch" });
    desk.flipkart.acts.setHold({ shipmentId: shipmentIds[0] ?? "", hold: true });
    await desk.flipkart.webhooks.flush();
    expect(listener.received[1]?.headers["x_date"]).toBe("1773124200");
  });

  it("wait behind one that nobody takes, for their own shipment only", async () => {
    listener.status = 500;
    const first = desk.flipkart.acts.placeOrder({ lines: [{ sku: "75192-N" }] }).shipmentIds[0] ?? "";
    await desk.flipkart.webhooks.flush();
    desk.flipkart.acts.setHold({ shipmentId: first, hold: true });
    await desk.flipkart.webhooks.flush();
    expect(new Set(events())).toEqual(new Set(["shipment_created"]));
    listener.status = 200;
    listener.received.length = 0;
    desk.flipkart.acts.placeOrder({ lines: [{ sku: "10294-N" }] });
    await desk.flipkart.webhooks.flush();
    expect(events()).toEqual(["shipment_created"]);
    desk.flipkart.acts.retryNotifications({});
    await desk.flipkart.webhooks.flush();
    expect(events()).toEqual(["shipment_created", "shipment_created", "shipment_hold"]);
    expect(desk.flipkart.world.notifications.size).toBe(0);
  });

  it("may come twice, and returns may go elsewhere", async () => {
    desk.flipkart.webhooks.dial({ duplicate: 1 });
    desk.flipkart.acts.placeOrder({ lines: [{ sku: "75192-N" }] });
    await desk.flipkart.webhooks.flush();
    expect(events()).toEqual(["shipment_created", "shipment_created"]);
    const returns = await listen();
    desk.flipkart.acts.subscribe({ url: listener.url, returnsUrl: returns.url });
    const item = desk.flipkart.world.shipments.find(({ orderId }) => orderId === "OD1")?.items[0];
    desk.flipkart.acts.createReturn({ orderItemId: item?.orderItemId ?? "" });
    await desk.flipkart.webhooks.flush();
    expect(returns.received.map(({ body }) => [body.eventType, body.attributes.status])).toEqual([
      ["return_created", "RETURN_CREATED"],
    ]);
    await returns.stop();
  });
});

interface Received {
  headers: Record<string, unknown>;
  body: Loose;
}

async function listen() {
  const received: Received[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(state.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/flipkart`,
    set status(status: number) {
      state.status = status;
    },
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
