import { createClock, createSimulatorServer, type FaultInput } from "../../kit/index.ts";
import { type AmazonSeed, createAmazonSimulator } from "../index.ts";
import { amazonChecker } from "./specs.ts";

export const NOW = "2026-03-01T12:00:00.000Z";
export const UK = "A1F83G8C2ARO7P";
export const GERMANY = "A1PA6795UKMFR9";
export const USA = "ATVPDKIKX0DER";
export const SELLER = "A1BRICKDESKUK1";
export const CLIENT_ID = "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef";
export const CLIENT_SECRET = "amzn1.oa2-cs.v1.test";
export const APPLICATION_ID = "amzn1.sp.solution.11111111-2222-4333-8444-555555555555";
export const REDIRECT = "https://desk.example.com/callback";
const buyer = {
  name: "Sarah Thompson",
  email: "abc123@marketplace.amazon.co.uk",
  address: {
    name: "Sarah Thompson",
    addressLine1: "45 Oak Avenue",
    addressLine2: "Flat 2A",
    city: "London",
    stateOrRegion: "England",
    postalCode: "SW1A 1AA",
    countryCode: "GB",
    phone: "+44 1632 960958",
  },
};

/** Two sellers in two regions, own stock and warehouse stock, and orders in every state. */
export const SEED: AmazonSeed = {
  applications: [
    {
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      applicationId: APPLICATION_ID,
      title: "Counterfoil",
      redirectUris: [REDIRECT, "http://127.0.0.1:3000/callback"],
      grants: [{ refreshToken: "Atzr|known", sellerId: SELLER }],
    },
  ],
  sellers: [
    { sellerId: SELLER, region: "eu", storeName: "Brick Desk", marketplaceIds: [UK, GERMANY] },
    { sellerId: "A1BRICKDESKUS1", region: "na", storeName: "Brick Desk US", marketplaceIds: [USA] },
  ],
  listings: [
    {
      sku: "75192-1-N",
      asin: "B075SDMMMV",
      title: "LEGO 75192 Millennium Falcon",
      price: "649.99",
      quantity: 3,
      handlingDays: 2,
    },
    { sku: "A/B 1", title: "LEGO with a slash", price: "12.50", quantity: 1 },
    {
      sku: "FBA-10294",
      title: "LEGO 10294 Titanic",
      price: "559.99",
      fba: { fulfillable: 4, inbound: 2, reserved: 1 },
    },
    { sku: "ZERO", title: "LEGO sold out", price: "19.99", quantity: 0 },
  ],
  orders: [
    {
      orderId: "202-7654321-1098765",
      sellerOrderId: "DESK-1",
      placedAt: "2026-02-20T10:00:00Z",
      buyer,
      programs: ["PRIME"],
      lines: [{ orderItemId: "20276543210987", sku: "75192-1-N", quantity: 2, shipping: "3.99", discount: "1.00" }],
    },
    {
      orderId: "202-7654321-1098766",
      placedAt: "2026-02-21T10:00:00Z",
      buyer,
      state: "PENDING",
      lines: [{ sku: "A/B 1", quantity: 1 }],
    },
    {
      orderId: "202-7654321-1098767",
      placedAt: "2026-02-22T10:00:00Z",
      buyer,
      fulfilledBy: "AMAZON",
      lines: [{ sku: "FBA-10294", quantity: 1 }],
      packages: [{ trackingNumber: "AMZ1", shippedAt: "2026-02-23T10:00:00Z", carrier: "Amazon Logistics" }],
    },
    {
      orderId: "202-7654321-1098768",
      placedAt: "2026-02-24T10:00:00Z",
      buyer,
      cancelledBy: "BUYER",
      lines: [{ sku: "75192-1-N", quantity: 1 }],
    },
  ],
};

export interface CallOptions {
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
  /** Skips the check against Amazon's models, for calls that are wrong on purpose. */
  wrong?: boolean;
  host?: string;
}

export type StartedAmazon = Awaited<ReturnType<typeof startAmazon>>;

/** Serves a simulated Amazon with a frozen clock on a free port, with short ways to call it. */
export async function startAmazon(seed: AmazonSeed = SEED, models?: string) {
  const clock = createClock({ at: NOW, mode: "frozen" });
  const amazon = createAmazonSimulator({ seed, clock, randomSeed: "tests", ...(models !== undefined && { models }) });
  const server = createSimulatorServer({ simulators: [amazon] });
  const origin = await server.start();
  const base = `${origin}/amazon`;
  const checker = amazonChecker("/amazon");
  const token = amazon.acts.issueTokens({}).accessToken;

  const send = (method: string, path: string, options: CallOptions = {}) => {
    const accessToken = options.token === undefined ? token : options.token;
    const headers = {
      "user-agent": "Counterfoil/0.1.0 (Language=Node.js/24; Platform=Linux)",
      ...(accessToken !== null && { "x-amz-access-token": accessToken }),
      ...(options.body !== undefined && { "content-type": "application/json" }),
      ...options.headers,
    };
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    const checked = options.wrong ? fetch : (checker?.fetch ?? fetch);
    const url = `${base}/${options.host ?? "api-eu"}${path}`;
    return checked(url, { method, headers, ...(body !== undefined && { body }) });
  };

  return {
    amazon,
    clock,
    origin,
    base,
    token,
    send,
    arm: (fault: FaultInput) => amazon.faults.add(fault),
    violations: () => checker?.violations() ?? [],
    checked: () => checker?.operations() ?? [],
    stop: () => server.stop(),
    /** Status and parsed JSON (undefined for an empty body). */
    async call(method: string, path: string, options: CallOptions = {}) {
      const answer = await send(method, path, options);
      const text = await answer.text();
      // Tests read loosely and assert on what they find.
      const body = (text === "" ? undefined : JSON.parse(text)) as Loose;
      return { status: answer.status, body, headers: answer.headers };
    },
    /** A call of the token endpoint. */
    async lwa(parameters: Record<string, string>) {
      const answer = await fetch(`${base}/lwa/auth/o2/token`, {
        method: "POST",
        body: new URLSearchParams(parameters),
      });
      return { status: answer.status, body: (await answer.json()) as Loose };
    },
    /** An access token of the application alone. */
    async grantless(scope = "sellingpartnerapi::notifications"): Promise<string> {
      const { body } = await this.lwa({ ...CREDENTIALS, grant_type: "client_credentials", scope });
      return body.access_token;
    },
  };
}

export const CREDENTIALS = { client_id: CLIENT_ID, client_secret: CLIENT_SECRET } as const;

/** JSON read without a schema, in tests only. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on whatever the wire gives.
export type Loose = any;
