import { createClock, createSimulatorServer, type FaultInput } from "../../kit/index.ts";
import { createEbaySimulator, type EbaySeed } from "../index.ts";
import { parseXml, type XmlNode } from "../trading/xml.ts";
import { ebayChecker } from "./specs.ts";

export const NOW = "2026-03-01T12:00:00.000Z";
export const SCOPE = "https://api.ebay.com/oauth/api_scope";

/** Two sellers, classic and Inventory API listings, and orders in every state. */
export const SEED: EbaySeed = {
  applications: [
    {
      clientId: "Counterf-desk-PRD-0123456789-abcdef01",
      clientSecret: "PRD-0123456789ab-cdef-0123-4567-89ab",
      ruName: "Jane_Doe-JaneDoe-Counte-abcdefgh",
      acceptedUrl: "https://desk.example.com/accepted?from=ebay",
      declinedUrl: "https://desk.example.com/declined",
      title: "Counterfoil",
      devId: "1a2b3c4d-1234-4234-8234-1a2b3c4d5e6f",
    },
    { clientId: "Other-app", clientSecret: "other", ruName: "Other-RuName", acceptedUrl: "https://other.example.com/" },
  ],
  sellers: [
    { username: "brick_desk", userId: "simUserId01" },
    { username: "other_desk", userId: "simUserId02", requiresDigitalSignature: true, outOfStockControl: false },
  ],
  listings: [
    { itemId: "110035400937", sku: "75192-1-N", title: "LEGO 75192 Millennium Falcon", price: "649.99", available: 3 },
    { itemId: "110035400938", title: "LEGO without a SKU & more", price: "12.50", available: 1 },
    {
      itemId: "110035400939",
      model: "INVENTORY",
      sku: "10294-1-N",
      title: "LEGO 10294 Titanic",
      price: "559.99",
      available: 2,
      offerId: "36445435465",
    },
    {
      itemId: "110035400940",
      sku: "OLD",
      title: "LEGO ended",
      price: "9.99",
      available: 1,
      status: "ENDED",
      endedAt: "2026-02-20T10:00:00Z",
    },
    { itemId: "110035400941", sku: "ZERO", title: "LEGO sold out", price: "19.99", available: 0 },
    {
      itemId: "110035400942",
      title: "LEGO minifigure, choose one",
      price: "3.50",
      variations: [
        { variationId: "410000000001", sku: "FIG-RED", aspects: { Colour: "Red" }, available: 4 },
        { variationId: "410000000002", sku: "FIG-BLUE", aspects: { Colour: "Blue" }, price: "4.00", available: 5 },
      ],
    },
    {
      seller: "other_desk",
      itemId: "110099999999",
      sku: "THEIRS",
      title: "LEGO of another seller",
      price: "1.00",
      available: 5,
    },
  ],
};

export type StartedEbay = Awaited<ReturnType<typeof startEbay>>;

export interface CallOptions {
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
  /** Skips the check against eBay's documents, for calls that are wrong on purpose. */
  wrong?: boolean;
}

/** Serves a simulated eBay with a frozen clock on a free port, with short ways to call it. */
export async function startEbay(seed: EbaySeed = SEED) {
  const ebay = createEbaySimulator({ seed, clock: createClock({ at: NOW, mode: "frozen" }), randomSeed: "tests" });
  const server = createSimulatorServer({ simulators: [ebay] });
  const origin = await server.start();
  const base = `${origin}/ebay`;
  const checker = ebayChecker("/ebay");
  const token = ebay.acts.issueTokens({ username: seed.sellers[0]?.username ?? "" }).accessToken;

  const send = (method: string, path: string, options: CallOptions = {}) => {
    const bearer = options.token === undefined ? token : options.token;
    const headers = {
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
      ...(options.body !== undefined && { "content-type": "application/json" }),
      ...options.headers,
    };
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    const checked = options.wrong ? fetch : (checker?.fetch ?? fetch);
    return checked(`${base}${path}`, { method, headers, ...(body !== undefined && { body }) });
  };

  return {
    ebay,
    origin,
    base,
    token,
    send,
    arm: (fault: FaultInput) => ebay.faults.add(fault),
    violations: () => checker?.violations() ?? [],
    stop: () => server.stop(),
    /** Status and parsed JSON (undefined for an empty body). */
    async call(method: string, path: string, options: CallOptions = {}) {
      const answer = await send(method, path, options);
      const text = await answer.text();
      // Tests read loosely and assert on what they find.
      const body = (text === "" ? undefined : JSON.parse(text)) as never;
      return { status: answer.status, body: body as Loose, headers: answer.headers };
    },
    /** A Trading call; the inner XML of the request in, the parsed reply out. */
    async trading(name: string, inner = "", headers: Record<string, string> = {}) {
      const answer = await fetch(`${base}/ws/api.dll`, {
        method: "POST",
        headers: {
          "x-ebay-api-call-name": name,
          "x-ebay-api-siteid": "3",
          "x-ebay-api-compatibility-level": "1451",
          "x-ebay-api-iaf-token": token,
          "content-type": "text/xml",
          ...headers,
        },
        body: `<?xml version="1.0" encoding="utf-8"?><${name}Request xmlns="urn:ebay:apis:eBLBaseComponents">${inner}</${name}Request>`,
      });
      const text = await answer.text();
      return { status: answer.status, text, reply: parseXml(text)?.node as XmlNode };
    },
  };
}

/** JSON read without a schema, in tests only. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on whatever the wire gives.
export type Loose = any;

export function errorIds(body: Loose): number[] {
  return body.errors.map((error: { errorId: number }) => error.errorId);
}
