import { randomBytes } from "node:crypto";
import { createClock, createSimulatorServer } from "../../kit/index.ts";
import type { BricklinkSeed, BricklinkTokenSeed } from "../bricklink-seed.ts";
import { createBricklinkSimulator } from "../bricklink-simulator.ts";
import { percentEncode, signatureOf } from "../oauth1.ts";

/** What came back: the HTTP status, and the envelope where there was one. */
export interface Reply {
  status: number;
  headers: Headers;
  code: number | undefined;
  message: string | undefined;
  description: string | undefined;
  // The tests read fields of many shapes.
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
  data: any;
  text: string;
}

export interface CallOptions {
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  nonce?: string;
  timestamp?: number;
  token?: BricklinkTokenSeed;
  /** Changes the signed parameters before they are sent. */
  tamper?: (oauth: Map<string, string>) => void;
}

export const NOW = "2026-11-21T09:00:00.000Z";
export const token: BricklinkTokenSeed = {
  consumerKey: "AAAA0000AAAA0000AAAA0000AAAA0000",
  consumerSecret: "BBBB0000BBBB0000BBBB0000BBBB0000",
  tokenValue: "CCCC0000CCCC0000CCCC0000CCCC0000",
  tokenSecret: "DDDD0000DDDD0000DDDD0000DDDD0000",
};

const jens = {
  username: "jens_w",
  email: "jens@example.com",
  fullName: "Jens Weber",
  addressLine1: "Musterweg 2",
  city: "Köln",
  postalCode: "50667",
  countryCode: "DE",
};

/** A small store: two sets, a part, one shipped and one paid order. */
export const smallStore: BricklinkSeed = {
  tokens: [token],
  store: { sellerName: "loftbricks", storeName: "Loft Bricks & Co", currencyCode: "GBP" },
  categories: [{ categoryId: 65, name: "Star Wars" }],
  items: [
    { type: "SET", no: "75192-1", name: "Millennium Falcon (UCS)", categoryId: 65, yearReleased: 2017 },
    { type: "SET", no: "7140-1", name: "X-wing Fighter", categoryId: 65, yearReleased: 1999 },
    { type: "PART", no: "3001", name: "Brick 2 x 4", categoryId: 5 },
  ],
  lots: [
    {
      inventoryId: 101,
      type: "SET",
      no: "75192-1",
      quantity: 1,
      newOrUsed: "N",
      unitPrice: "649.99",
      remarks: "Loft - S5",
    },
    { inventoryId: 102, type: "SET", no: "7140-1", quantity: 3, newOrUsed: "U", unitPrice: "45.5", isRetain: true },
    { inventoryId: 103, type: "PART", no: "3001", colorId: 5, quantity: 40, newOrUsed: "U", unitPrice: "0.08" },
    {
      inventoryId: 104,
      type: "PART",
      no: "3001",
      colorId: 7,
      quantity: 9,
      newOrUsed: "U",
      unitPrice: "0.1",
      stockRoomId: "A",
    },
  ],
  orders: [
    {
      orderId: 5001,
      placedAt: "2026-11-01T10:00:00.000Z",
      statusChangedAt: "2026-11-03T10:00:00.000Z",
      status: "SHIPPED",
      buyer: {
        username: "hannah_o",
        email: "hannah@example.com",
        fullName: "Hannah O'Brien",
        addressLine1: "1 Example Street",
        city: "Leeds",
        postalCode: "LS1 1AA",
        countryCode: "GB",
        hasNormalizedAddress: false,
      },
      batches: [[{ inventoryId: 102, quantity: 1 }], [{ inventoryId: 103, quantity: 10 }]],
      payment: { paidAt: "2026-11-01T10:05:00.000Z" },
      shipping: { cost: "4.99", trackingNumber: "AB123456789GB", shippedAt: "2026-11-03T10:00:00.000Z" },
      messages: [{ body: "Is it complete (100%)?", from: "buyer", sentAt: "2026-11-01T11:00:00.000Z" }],
    },
    {
      orderId: 5002,
      placedAt: "2026-11-20T10:00:00.000Z",
      status: "PENDING",
      buyer: jens,
      batches: [[{ inventoryId: 101, quantity: 1 }]],
      payment: { method: "IBAN" },
    },
    {
      orderId: 5003,
      placedAt: "2026-09-01T10:00:00.000Z",
      status: "COMPLETED",
      isFiled: true,
      buyer: jens,
      batches: [[{ inventoryId: 103, quantity: 4 }]],
    },
  ],
};

/** Starts a simulated store on a free port and gives a client that signs every call by hand. */
export async function startStore(seed: BricklinkSeed = smallStore) {
  const clock = createClock({ at: NOW, mode: "frozen" });
  const simulator = createBricklinkSimulator({ seed, clock });
  const server = createSimulatorServer({ simulators: [simulator] });
  const origin = await server.start();
  const base = `${origin}/bricklink/api/store/v1`;

  return { clock, simulator, origin, base, call: signingClient(base, clock), stop: () => server.stop() };
}

export type Store = Awaited<ReturnType<typeof startStore>>;

/** Calls the API below `base`, signing each request anew. */
export function signingClient(base: string, clock: { milliseconds(): number }, secrets = token) {
  return async (method: string, path: string, options: CallOptions = {}): Promise<Reply> => {
    const query = Object.entries(options.query ?? {});
    const authorization = signedHeader({ method, url: `${base}${path}`, query }, { clock, token: secrets, ...options });
    const queryText = query.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");
    const answer = await fetch(`${base}${path}${queryText && `?${queryText}`}`, {
      method,
      headers: {
        authorization,
        ...(options.body !== undefined && { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(options.body !== undefined && {
        body: typeof options.body === "string" ? options.body : JSON.stringify(options.body),
      }),
    });
    return readReply(answer);
  };
}

function signedHeader(
  request: { method: string; url: string; query: [string, string][] },
  options: CallOptions & { clock: { milliseconds(): number } },
): string {
  const secrets = options.token ?? token;
  const oauth = new Map([
    ["oauth_consumer_key", secrets.consumerKey],
    ["oauth_nonce", options.nonce ?? randomBytes(16).toString("hex")],
    ["oauth_signature_method", "HMAC-SHA1"],
    ["oauth_timestamp", String(options.timestamp ?? Math.floor(options.clock.milliseconds() / 1000))],
    ["oauth_token", secrets.tokenValue],
    ["oauth_version", "1.0"],
  ]);
  oauth.set("oauth_signature", signatureOf({ ...request, oauth: [...oauth] }, secrets));
  options.tamper?.(oauth);
  const fields = [...oauth].map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`);
  return `OAuth realm="", ${fields.join(", ")}`;
}

async function readReply(answer: Response): Promise<Reply> {
  const text = await answer.text();
  const body = text.startsWith("{") ? JSON.parse(text) : {};
  const { code, message, description } = body.meta ?? {};
  return { status: answer.status, headers: answer.headers, code, message, description, data: body.data, text };
}
