import { createClock, createSimulatorServer, type FaultInput } from "../../kit/index.ts";
import { createTiktokShopSimulator, type TiktokShopSeed } from "../index.ts";
import { requestSignature } from "../signature.ts";
import { fieldChecker } from "./specs.ts";

export const NOW = "2026-03-01T12:00:00.000Z";
export const APP = {
  appKey: "testappkey01",
  appSecret: "test_secret_0001",
  serviceId: "7012345678901234567",
  redirectUrl: "https://desk.example.com/callback?from=tiktok",
  webhookUrl: "https://desk.example.com/hooks",
};
export const GB = { id: "7494049642642441621", cipher: "GCP_simcipher01", code: "GBLCSIM01", name: "Brick Desk UK" };
const buyer = {
  userId: "7021436810468230477",
  address: {
    name: "Olive Brown",
    phone: "(+44)7700 900123",
    lines: ["1 Example Street", "Flat 2"],
    city: "Leeds",
    county: "West Yorkshire",
    postalCode: "LS1 1AA",
  },
};

/** One local shop, and a seller with a shop in each of two countries. */
export const SEED: TiktokShopSeed = {
  apps: [
    APP,
    {
      ...APP,
      appKey: "otherapp01",
      appSecret: "other_secret_0001",
      serviceId: "7012345678901234999",
      redirectUrl: "https://o.example.com/",
    },
    { ...APP, appKey: "draftapp01", serviceId: "7012345678901235000", inDevelopment: true },
  ],
  sellers: [
    {
      openId: "local-seller",
      name: "Brick Desk",
      shops: [
        {
          ...GB,
          region: "GB",
          products: [
            {
              title: "LEGO 75192 Millennium Falcon",
              skus: [{ sellerSku: "75192-1-N ", price: "649.99", available: 3 }],
            },
            {
              title: "LEGO Minifigure, choose one",
              skus: [
                { sellerSku: "FIG-RED", name: "Red", price: "3.50", available: 40 },
                { sellerSku: "FIG-BLUE", name: "Blue", price: "4.00", available: 5 },
              ],
            },
            {
              title: "LEGO hidden",
              status: "SELLER_DEACTIVATED",
              skus: [{ sellerSku: "HIDDEN", price: "9.99", available: 1 }],
            },
          ],
          orders: [
            {
              placedAt: "2026-02-20T10:00:00Z",
              paidAt: "2026-02-20T10:01:00Z",
              buyer,
              lines: [{ sellerSku: "FIG-RED", quantity: 2 }],
              shippingFee: "2.00",
              shipments: [
                {
                  at: "2026-02-21T09:00:00Z",
                  provider: "Evri",
                  trackingNumber: "H0000000001",
                  deliveredAt: "2026-02-23T09:00:00Z",
                },
              ],
            },
          ],
        },
      ],
    },
    {
      openId: "global-seller",
      name: "Global Bricks",
      baseRegion: "ID",
      shops: [
        {
          id: "7494000000000000001",
          cipher: "ROW_indonesia",
          code: "IDLCSIM01",
          name: "Global Bricks ID",
          region: "ID",
          sellerType: "CROSS_BORDER",
          warehouses: [{ name: "Jakarta", isDefault: true }, { name: "Bali" }],
          products: [
            {
              title: "LEGO 10294",
              skus: [{ sellerSku: "10294-1-N", price: "9000000", available: { Jakarta: 4, Bali: 2 } }],
            },
          ],
        },
        {
          id: "7494000000000000002",
          cipher: "ROW_germany",
          code: "DELCSIM01",
          name: "Global Bricks DE",
          region: "DE",
          sellerType: "CROSS_BORDER",
          products: [{ title: "LEGO 21327", skus: [{ sellerSku: "21327-1-N", price: "219.00", available: 2 }] }],
        },
      ],
    },
  ],
};

export interface CallOptions {
  query?: Record<string, string>;
  body?: unknown;
  /** The body as it is sent, in place of `body`. */
  rawBody?: string;
  /** Default the first shop; null sends none. */
  cipher?: string | null;
  token?: string | null;
  secret?: string;
  timestamp?: number;
  /** Changes the signed request just before it goes. */
  tamper?: (url: URL) => void;
  /** Skips the comparison with TikTok Shop's field trees. */
  wrong?: boolean;
}

/** JSON read without a schema, in tests only. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on whatever the wire gives.
export type Loose = any;

/** Serves a simulated TikTok Shop with a frozen clock on a free port, with a short way to call it. */
export async function startTiktokShop(seed: TiktokShopSeed = SEED) {
  const delivered: { url: string; body: string; authorization: string }[] = [];
  const shop = createTiktokShopSimulator({
    seed,
    clock: createClock({ at: NOW, mode: "frozen" }),
    randomSeed: "tests",
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      delivered.push({ url: String(url), body: String(init?.body), authorization: headers.get("authorization") ?? "" });
      return new Response();
    },
  });
  const server = createSimulatorServer({ simulators: [shop] });
  const base = `${await server.start()}/tiktok-shop`;
  const checker = fieldChecker();
  const token = () => shop.acts.issueTokens({ openId: "local-seller" }).access_token;
  let usual = token();

  return {
    shop,
    base,
    delivered,
    arm: (fault: FaultInput) => shop.faults.add(fault),
    violations: () => checker?.violations() ?? [],
    compared: () => checker?.compared() ?? new Set<string>(),
    stop: () => server.stop(),
    reset() {
      shop.reset();
      shop.clock.set(NOW);
      delivered.length = 0;
      usual = token();
    },
    tokenOf: (openId: string) => shop.acts.issueTokens({ openId }).access_token,
    seconds: () => Math.floor(shop.clock.milliseconds() / 1000),
    /** A signed call; status and parsed JSON. */
    async call(method: string, path: string, options: CallOptions = {}) {
      const { cipher = GB.cipher, secret = APP.appSecret } = options;
      const text = options.rawBody ?? (options.body === undefined ? "" : JSON.stringify(options.body));
      const query: Record<string, string> = {
        ...options.query,
        app_key: APP.appKey,
        timestamp: String(options.timestamp ?? Math.floor(shop.clock.milliseconds() / 1000)),
        ...(cipher !== null && { shop_cipher: cipher }),
      };
      const sign = requestSignature({ appSecret: secret, path, query: Object.entries(query), body: text });
      const url = new URL(`${base}${path}`);
      for (const [name, value] of Object.entries({ ...query, sign })) url.searchParams.set(name, value);
      options.tamper?.(url);
      const bearer = options.token === undefined ? usual : options.token;
      const headers = {
        "content-type": "application/json",
        ...(bearer !== null && { "x-tts-access-token": bearer }),
      };
      const answer = await fetch(url, { method, headers, ...(text !== "" && { body: text }) });
      const body = JSON.parse(await answer.text()) as Loose;
      if (options.wrong !== true && body.code === 0) checker?.check(method, path, body);
      return { status: answer.status, body, headers: answer.headers };
    },
  };
}
