import type { ConnectionMethod, Connector, ConnectorDefinition } from "@counterfoil/connector-kit";
import { ConnectorError } from "@counterfoil/connector-kit";
import type { DatabaseHandle } from "@counterfoil/db";
import { z } from "zod";
import { createFakePlatform } from "./fake-platform.ts";
import { createFakeShop, type FakeShop } from "./fake-shop.ts";
import { signInOther } from "./other-owner.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** A seller with a shop, and a program that works for them. */
export interface Seller {
  workspaceId: string;
  shop: FakeShop;
  /** Bearer of every scope. */
  token: string;
  /** Calls a door as the program; a body makes it JSON. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<RestAnswerSeen>;
}

export interface RestAnswerSeen {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export interface TwoSellers {
  server: TestServer;
  ann: Seller;
  bob: Seller;
  stop(): Promise<void>;
}

/** A server with two sellers of two workspaces. Each has a shop on "ebay", opened by the key `key-ann` or `key-bob`. */
export async function startTwoSellers(database: DatabaseHandle): Promise<TwoSellers> {
  const shops = { ann: createFakeShop("ebay", ticker()), bob: createFakeShop("ebay", ticker()) };
  const connectors = [shopDefinition(shops), createFakePlatform("tiktok-shop", "oauth2").definition];
  const server = await startTestServer(database, { overrides: { connectors } });
  await server.owner();
  const [ann, bob] = await Promise.all([sellerOf(server, shops.ann), sellerOf(server, shops.bob)]);
  return { server, ann, bob, stop: () => server.stop() };
}

function ticker(): () => string {
  let clock = Date.parse("2026-03-01T10:00:00.000Z");
  return () => {
    clock += 1000;
    return new Date(clock).toISOString();
  };
}

async function sellerOf(server: TestServer, shop: FakeShop): Promise<Seller> {
  const { workspaceId, token } = await signInOther(server);
  const call: Seller["call"] = async (method, path, body, headers = {}) => {
    const response = await fetch(new URL(path, server.url), {
      ...{ method, redirect: "manual" },
      headers: {
        ...{ authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
  };
  return { workspaceId, shop, token, call };
}

const apiKey = z.string().regex(/^\S+$/, "The key has no spaces.");
const keyField = { name: "apiKey", label: "API key", help: null, secret: true, required: true } as const;

function shopDefinition(shops: Readonly<Record<string, FakeShop>>): ConnectorDefinition {
  const consent = createFakePlatform("ebay", "oauth2").definition;
  const [first] = Object.values(shops);
  if (first === undefined) throw new Error("no shop");
  const keys: ConnectionMethod = {
    kind: "keys",
    label: "Key",
    fields: [{ ...keyField, options: null, placeholder: null, schema: apiKey }],
  };
  const manifest = {
    ...first.definition.manifest,
    connectionMethods: [keys, ...consent.manifest.connectionMethods],
    capabilities: { ...first.definition.manifest.capabilities, webhooks: true },
  };
  return {
    ...consent,
    manifest,
    create: (settings) => {
      const name = settings.credentials["apiKey"]?.replace("key-", "") ?? "";
      const shop = shops[name];
      const webhooks = consent.create(settings).webhooks;
      return { ...(shop ?? first).connector, ...(webhooks && { webhooks }), manifest, probe: () => probe(name, shop) };
    },
  };
}

async function probe(account: string, shop: FakeShop | undefined): ReturnType<Connector["probe"]> {
  if (shop === undefined) throw new ConnectorError({ code: "auth_revoked", message: "The key was refused." });
  return {
    ...{ account, accountId: account, scopes: null, marketplace: null, called: "GET /me", latencyMs: 7 },
    warnings: [],
  };
}
