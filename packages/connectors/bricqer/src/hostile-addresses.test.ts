import { Agent, createServer, request as httpRequest } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import {
  createCheckedFetch,
  createPinnedFetch,
  isPublicAddress,
  type Resolve,
} from "@counterfoil/connector-kit/outbound";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bricqer, createBricqer, tenantLabel } from "./index.ts";
import { apiKey, startStandIn } from "./testing/bricqer-stand-in.ts";

/** Whatever connects to these has been led astray. */
let touched: string[] = [];
let ports = { http: 0, tcp: 0 };
const servers: Server[] = [];

beforeAll(async () => {
  const web = createServer((request, answer) => {
    touched.push(`HTTP ${request.url}`);
    answer.end("{}");
  });
  const wire = createTcpServer((socket) => {
    touched.push("TCP");
    socket.end();
  });
  const listen = (server: Server) =>
    new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
    });
  servers.push(web, wire);
  ports = { http: await listen(web), tcp: await listen(wire) };
});
afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
});

const hostile = (port: number): string[] => [
  "demo.bricqer.com.evil.test",
  "evil.test/demo.bricqer.com",
  "demo.bricqer.com@evil.test",
  "https://demo.bricqer.com:8443",
  "https://demo.bricqer.com#@evil.test",
  "demo.bricqer.com\\@evil.test",
  "ｄemo.bricqer.com",
  "localhost",
  "127.0.0.1",
  "[::1]",
  "169.254.169.254",
  "a.b.bricqer.com",
  "bricqer.com",
  ".bricqer.com",
  "demo.bricqer.com.",
  `localhost:${port}`,
  `127.0.0.1:${port}`,
  `http://127.0.0.1:${port}/`,
  `http://localhost:${port}/api/v1`,
  `https://demo.bricqer.com@127.0.0.1:${port}/api/v1`,
  `http://demo.bricqer.com:x@127.0.0.1:${port}`,
  `//127.0.0.1:${port}`,
  `127.0.0.1:${port}/demo.bricqer.com`,
  `127.0.0.1:${port}#.bricqer.com`,
  `127.0.0.1:${port}?.bricqer.com`,
  `127.0.0.1:${port}\\.bricqer.com`,
  `127.0.0.1:${port}/.bricqer.com`,
  `http://[::ffff:127.0.0.1]:${port}`,
  `http://2130706433:${port}`,
  "2130706433",
  "0x7f000001",
  "017700000001",
  "127.1",
  "0.0.0.0",
  "demo%2ebricqer%2ecom",
  "demo%00.bricqer.com",
  "demo.bricqer.com%0d%0aHost:evil.test",
  "demo .bricqer.com",
  "demo\t.bricqer.com",
  "demo\n.bricqer.com",
  "demo。bricqer.com",
  "dеmo",
  "xn--dmo-qla",
  "xn--dmo-qla.bricqer.com",
  "www.bricqer.com",
  "api",
  "cdn.bricqer.com",
  "admin",
  "-demo",
  "demo-",
  "demo_shop",
  `${"a".repeat(64)}`,
  "demo..bricqer.com",
  "demobricqer.com",
  "demo.bricqer.com/../../evil",
  "demo.bricqer.com/api/v1/../../x",
  "demo.bricqer.com/api/v2",
  "demo.bricqer.com//evil.test",
  "demo.bricqer.com?next=evil.test",
  "https://https://demo.bricqer.com",
  `ftp://127.0.0.1:${port}`,
  "file:///etc/passwd",
  "javascript:alert(1)",
  `gopher://127.0.0.1:${port}/_x`,
  "@",
  "",
];

describe("tenant addresses", () => {
  it.each([
    "Demo",
    "demo.bricqer.com",
    "https://demo.bricqer.com/api/v1/",
    "http://demo.bricqer.com",
    " demo ",
    "DEMO.Bricqer.Com/",
  ])("%s is the tenant demo", (typed) => {
    expect(tenantLabel(typed)).toBe("demo");
  });

  it("that are hostile are refused, every one, and none is contacted", async () => {
    const addresses = [...new Set([...hostile(ports.http), ...hostile(ports.tcp)])];
    touched = [];
    for (const tenant of addresses) {
      expect([tenant, tenantLabel(tenant)]).toEqual([tenant, null]);
      const settings = { credentials: { tenant, apiKey, currency: "GBP" } };
      expect(() => createBricqer(settings), tenant).toThrow(/Enter (the first part of )?your Bricqer address/);
      const [field] = bricqer.manifest.connectionMethods[0].fields;
      expect(field?.schema.safeParse(tenant).success).toBe(false);
    }
    expect(touched).toEqual([]);
    expect(addresses.length).toBeGreaterThanOrEqual(30);
    console.info(`Bricqer: ${addresses.length} hostile addresses refused, ${touched.length} contacted`);
  });

  it("lead to the label's own address, whatever else stands in the settings", async () => {
    const called: string[] = [];
    const connector = createBricqer({
      credentials: { tenant: "https://Demo.bricqer.com/api/v1/", apiKey, currency: "gbp" },
      resolve: (_, __, callback) => callback(null, [{ address: "93.184.215.14", family: 4 }]),
      fetch: async (input, init) => {
        called.push(`${init?.method} ${String(input)} ${init?.redirect}`);
        return Response.json({ count: 0, next: null, previous: null, results: [] });
      },
    });
    await connector.probe();
    expect(called[0]).toBe("GET https://demo.bricqer.com/api/v1/orders/order/?limit=1&page=1 manual");
    expect(called.every((call) => call.startsWith("GET https://demo.bricqer.com/api/v1/"))).toBe(true);
  });
});

describe("names that lead into closed networks", () => {
  it.each([
    ...["127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"],
    ...["100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fd00::1"],
    ...[
      "ff02::1",
      "::ffff:127.0.0.1",
      "::ffff:8.8.8.8",
      "64:ff9b::7f00:1",
      "2002:7f00:1::1",
      "2001:db8::1",
      "nonsense",
    ],
  ])("%s is closed", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  it.each(["93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])(
    "%s is open",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  const leadsTo =
    (...addresses: string[]): Resolve =>
    (_, __, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
  // The plain-HTTP maker of requests stands in for the encrypted one, which the canary could not answer.
  const plain = () => ({ request: httpRequest as never, agent: new Agent() as never });

  it("are not called, also when only one of several addresses is closed; an allowed one is", async () => {
    touched = [];
    const url = `http://demo.bricqer.com:${ports.http}/api/v1/orders/order/`;
    for (const resolve of [leadsTo("127.0.0.1"), leadsTo("93.184.215.14", "127.0.0.1"), leadsTo("::1"), leadsTo()]) {
      await expect(createPinnedFetch({ resolve, ...plain() })(url)).rejects.toThrow(/must not be called/);
      await expect(createCheckedFetch(globalThis.fetch, resolve)(url)).rejects.toThrow(/must not be called/);
    }
    expect(touched).toEqual([]);
    const open = createPinnedFetch({ resolve: leadsTo("127.0.0.1"), ...plain(), isAllowed: () => true });
    const answer = await open(url, { headers: { authorization: "Api-Key x" } });
    expect([answer.status, await answer.text()]).toEqual([200, "{}"]);
    expect(touched).toEqual(["HTTP /api/v1/orders/order/"]);
  });

  it("are unavailable to the connector, with nothing sent", async () => {
    const settings = { credentials: { tenant: "demo", apiKey, currency: "GBP" }, sleep: async () => {} };
    const connector = createBricqer({ ...settings, resolve: leadsTo("127.0.0.1") });
    await expect(connector.probe()).rejects.toMatchObject({ code: "unavailable" });
  });

  it("unknown to everybody are told as a wrong address", async () => {
    const settings = { credentials: { tenant: "demo", apiKey, currency: "GBP" }, sleep: async () => {} };
    const unknown = Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    const connector = createBricqer({ ...settings, resolve: (_, __, callback) => callback(unknown, []) });
    await expect(connector.probe()).rejects.toMatchObject({ code: "not_found", message: /no Bricqer at this address/ });
  });

  it("are not called by a name that changes its mind between two looks", async () => {
    touched = [];
    let looks = 0;
    const fickle: Resolve = (_, __, callback) => {
      looks += 1;
      callback(null, [{ address: looks === 1 ? "127.0.0.1" : "127.0.0.2", family: 4 }]);
    };
    const isAllowed = (address: string) => address === "127.0.0.1";
    const pinned = createPinnedFetch({ resolve: fickle, ...plain(), isAllowed });
    const url = `http://demo.bricqer.com:${ports.http}/`;
    expect((await pinned(url)).status).toBe(200);
    expect([looks, touched], "the look that was checked is the one that was called").toEqual([1, ["HTTP /"]]);
    await expect(pinned(url)).rejects.toThrow(/must not be called/);
    expect(touched).toHaveLength(1);
  });
});

describe("addresses in answers", () => {
  it("are data: redirects, next links and pictures of another host are not touched", async () => {
    const standIn = await startStandIn();
    const astray = `http://127.0.0.1:${ports.http}`;
    touched = [];
    try {
      const { simulator, settings } = standIn;
      simulator.acts.setSettings({ nextLinksTo: astray, picturesTo: astray });
      const connector = createBricqer({ ...settings(), sleep: async () => {} });
      const pages = [];
      for await (const page of connector.listings.all(null)) pages.push(page);
      expect(pages.flatMap(({ items }) => items).map(({ imageUrl }) => imageUrl)).toEqual([null, null]);
      simulator.acts.setSettings({ redirectsTo: astray });
      await expect(connector.probe()).rejects.toMatchObject({ code: "bad_response" });
      expect(touched).toEqual([]);
    } finally {
      await standIn.stop();
    }
  });
});
