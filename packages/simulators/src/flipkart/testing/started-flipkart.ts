import { createClock, createSimulatorServer, type FaultInput } from "../../kit/index.ts";
import { createFlipkartSimulator, type FlipkartSeed } from "../index.ts";

export const NOW = "2026-03-10T06:30:00.000Z";
export const HOME = "LOC0118";
export const AWAY = "LOC0229";

/** Two kinds of application, two locations, listings of every profile, and orders in many states. */
export const SEED: FlipkartSeed = {
  applications: [
    { applicationId: "test-app-id-0001", applicationSecret: "test-app-secret-0001", title: "Counterfoil" },
    {
      applicationId: "partner-app-0001",
      applicationSecret: "partner-secret-0001",
      kind: "third_party",
      redirectUri: "https://desk.example.test/callback",
    },
  ],
  locations: [
    { locationId: HOME, locationName: "Loft" },
    { locationId: AWAY, locationName: "Garage" },
  ],
  listings: [
    {
      sku: "75192-N",
      title: "LEGO 75192 Millennium Falcon",
      sellingPrice: 69_999,
      inventory: { [HOME]: 5, [AWAY]: 2 },
    },
    { sku: "10294-N", title: "LEGO 10294 Titanic", sellingPrice: 59_999, inventory: 3 },
    { sku: "FBF-1", title: "LEGO in Flipkart's warehouse", sellingPrice: 999, inventory: 9, fulfillmentProfile: "FBF" },
    { sku: "OFF-1", title: "LEGO switched off", sellingPrice: 999, inventory: 1, status: "INACTIVE" },
  ],
  orders: [
    { orderId: "OD1", placedAt: "2026-03-01T06:00:00Z", lines: [{ sku: "10294-N" }], state: "DELIVERED" },
    { orderId: "OD2", placedAt: "2026-03-09T06:00:00Z", lines: [{ sku: "75192-N" }], hold: true },
    {
      orderId: "OD3",
      placedAt: "2026-03-08T06:00:00Z",
      lines: [{ sku: "75192-N" }],
      cancellation: { type: "buyerCancellation" },
    },
    {
      orderId: "OD4",
      placedAt: "2026-03-09T07:00:00Z",
      lines: [{ sku: "10294-N" }],
      serviceProfile: "Flipkart_Fulfilment",
    },
  ],
};

/** JSON read without a schema, in tests only. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on whatever the wire gives.
export type Loose = any;

export type StartedFlipkart = Awaited<ReturnType<typeof startFlipkart>>;

/** Serves a simulated Flipkart with a frozen clock on a free port, with short ways to call it. */
export async function startFlipkart(seed: FlipkartSeed = SEED) {
  const clock = createClock({ at: NOW, mode: "frozen" });
  const flipkart = createFlipkartSimulator({ seed, clock, randomSeed: "tests" });
  const server = createSimulatorServer({ simulators: [flipkart] });
  const origin = await server.start();
  const base = `${origin}/flipkart`;
  const bearer = `Bearer ${flipkart.acts.issueTokens({}).accessToken}`;

  const send = (method: string, path: string, body?: unknown, authorization: string | null = bearer) =>
    fetch(`${base}/sellers${path}`, {
      method,
      headers: { ...(authorization !== null && { authorization }), "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  return {
    flipkart,
    clock,
    origin,
    base,
    send,
    arm: (fault: FaultInput) => flipkart.faults.add(fault),
    stop: () => server.stop(),
    async call(method: string, path: string, body?: unknown, authorization?: string | null) {
      const answer = await send(method, path, body, authorization === undefined ? bearer : authorization);
      const text = await answer.text();
      return { status: answer.status, text, body: parse(text), headers: answer.headers };
    },
    async token(query: Record<string, string>, basic = "test-app-id-0001:test-app-secret-0001") {
      const answer = await fetch(`${base}/oauth-service/oauth/token?${new URLSearchParams(query)}`, {
        headers: { authorization: `Basic ${Buffer.from(basic).toString("base64")}` },
      });
      return { status: answer.status, body: (await answer.json()) as Loose };
    },
  };
}

function parse(text: string): Loose {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
