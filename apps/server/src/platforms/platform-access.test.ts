import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConnectorRequest } from "../services/connections/platform-access.ts";
import { createFakePlatform } from "../testing/fake-platform.ts";
import { silentLogger } from "../testing/test-server.ts";
import { createConnectorRegistry } from "./connector-registry.ts";
import { createPlatformAccess } from "./create-platform-access.ts";

let demoServer: Server;
let origin: string;
beforeAll(async () => {
  demoServer = createServer((_request, response) => response.end("demo"));
  await new Promise<void>((resolve) => demoServer.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(demoServer.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => demoServer.close(resolve)));

function access(endpoints: Record<string, string> = {}) {
  const fake = createFakePlatform("keymart", "keys");
  const running = {
    sells: () => true,
    marketplace: () => null,
    agree: async () => ({}),
    baseURL: () => `${origin}/keymart`,
    fields: () => ({ apiKey: "demo" }),
    redirectUri: (_platform: string, callbackUrl: string) => callbackUrl,
    stockCsv: () => "",
  };
  const demoShop = { start: async () => running, origin: () => origin, stop: async () => {} };
  const connectors = createConnectorRegistry([fake.definition]);
  const platforms = createPlatformAccess({
    connectors,
    demoShop,
    logger: silentLogger,
    now: () => new Date(),
    endpoints,
    db: null,
  });
  return { fake, platforms };
}

const request: ConnectorRequest = {
  workspaceId: "w",
  accountKey: "c1",
  platform: "keymart",
  environment: "production",
  marketplace: null,
  demo: false,
  credentials: { apiKey: "k" },
};

test("a demo connection reaches the simulators and nothing else", async () => {
  const { fake, platforms } = access();
  await platforms.connector({ ...request, demo: true });
  const [settings] = fake.made;
  expect(settings?.baseURL).toBe(`${origin}/keymart`);
  expect(await (await settings?.fetch?.(`${origin}/orders`))?.text()).toBe("demo");
  await expect(settings?.fetch?.("https://api.ebay.com/orders")).rejects.toThrow(/may call/);
});

test("a real connection never reaches the simulators, whatever its settings say", async () => {
  const { fake, platforms } = access({ keymart: `${origin}/keymart` });
  await platforms.connector(request);
  await expect(fake.made[0]?.fetch?.(`${origin}/keymart/orders`)).rejects.toThrow(/simulators/);
});

test("a real connection goes to the platform itself unless the installation says otherwise", async () => {
  const { fake, platforms } = access();
  await platforms.connector(request);
  expect(fake.made[0]).not.toHaveProperty("baseURL");
});

test("a connector that guards its own way to what the seller typed is handed no other way", async () => {
  const { fake, platforms } = access();
  Object.assign(fake.definition.manifest, { guardsAddress: true });
  await platforms.connector(request);
  expect(fake.made[0]).not.toHaveProperty("fetch");
  const stoodIn = access({ keymart: "http://127.0.0.1:1/keymart" });
  Object.assign(stoodIn.fake.definition.manifest, { guardsAddress: true });
  await stoodIn.platforms.connector(request);
  expect(stoodIn.fake.made[0]).toHaveProperty("fetch");
});

test("everyone who works with one key shares one connector, so that its signatures follow one clock", async () => {
  const { fake, platforms } = access();
  const first = await platforms.connector({ ...request, accountKey: "candidate" });
  expect(await platforms.connector(request)).toBe(first);
  expect(await platforms.connector({ ...request, credentials: { apiKey: "other" } })).not.toBe(first);
  expect(fake.made).toHaveLength(2);
});

test("two sellers under one application keep their own connectors", async () => {
  const { fake, platforms } = access();
  const tokens = { read: async () => null, refresh: async () => Promise.reject(new Error("unused")) };
  await platforms.connector({ ...request, tokens, accountKey: "c1" });
  await platforms.connector({ ...request, tokens, accountKey: "c2" });
  expect(fake.made).toHaveLength(2);
});
