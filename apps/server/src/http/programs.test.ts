import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { signatureHeaders } from "../services/outgoing/webhook-signature.ts";
import { startTwoSellers, type TwoSellers } from "../testing/two-sellers.ts";

const root = join(import.meta.dirname, "../../../..");

describe("programs at a live server", () => {
  let sellers: TwoSellers;
  let folder: string;
  let key: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "counterfoil-programs-"));
    const database = await openTestDatabase("postgres");
    sellers = await startTwoSellers(database);
    close = async () => {
      await sellers.stop();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    };
    const scopes = [
      ...["orders:write", "resolution:write", "sync:write", "inventory:read", "connections:write", "analytics:read"],
      "webhooks:write",
    ];
    key = (await sellers.ann.call("POST", "/trpc/apiKeys.create", { name: "K", scopes })).body.result.data.key;
  });
  afterAll(() => close?.());

  const run = (words: string[]) =>
    new Promise<{ code: number; out: string; errors: string }>((resolve) => {
      const env = { PATH: process.env["PATH"], HOME: folder, XDG_CONFIG_HOME: folder };
      execFile(process.execPath, words, { env, cwd: folder }, (error, out, errors) => {
        resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, out, errors });
      });
    });
  const example = (name: string, ...words: string[]) =>
    run([join(root, "examples", name), sellers.server.url, key, ...words]);
  /** Runs a program that listens at a port of its own, until it is stopped. */
  const receiving = async (words: string[]) => {
    const program = spawn(process.execPath, [...words, "https://hooks.example.com/x", "0"], { cwd: folder });
    const events: string[] = [];
    for (const stream of [program.stdout, program.stderr]) stream.on("data", (part) => events.push(String(part)));
    const ended = new Promise((resolve) => program.once("exit", resolve));
    const port = await vi.waitFor(
      () => {
        const listening = /listening at port (\d+)/.exec(events.join(""));
        if (listening === null) throw new Error(`it does not listen: ${events.join("")}`);
        return Number(listening[1]);
      },
      { timeout: 60_000, interval: 100 },
    );
    const stop = async () => {
      program.kill();
      await ended;
    };
    return { events, stop, port };
  };
  const counterfoil = (...words: string[]) => run([join(root, "packages/cli/src/main.ts"), ...words]);
  const put = (number: number) =>
    sellers.ann.shop.put({ externalId: `A-${number}`, lines: [{ title: `Thing ${number}`, sku: `S-${number}` }] });

  test("without a key the command says how to get one", async () => {
    const { code, errors } = await counterfoil("status");
    expect([code, errors]).toEqual([1, expect.stringContaining("counterfoil login")]);
  });

  test("login keeps the key for its owner alone; a wrong one is refused in words", async () => {
    const wrong = await counterfoil("status", "--url", sellers.server.url, "--key", "cf_wrong");
    expect([wrong.code, wrong.errors]).toEqual([1, "Please sign in.\n"]);
    const { code, out } = await counterfoil("login", "--url", sellers.server.url, "--key", key);
    expect([code, out]).toEqual([0, expect.stringContaining("The key speaks for")]);
    expect(out).not.toContain(key);
  });

  test("connect, status: the shop is connected by the fields given", async () => {
    put(1);
    const refused = await counterfoil("connect", "ebay", "apiKey=key-nobody");
    expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining("The key was refused.")]);
    const { out } = await counterfoil("connect", "ebay", "apiKey=key-ann");
    expect(out).toBe("EBAY is connected as ann.\n");
    expect((await counterfoil("status")).out).toMatch(/ebay +connected +ann/);
  });

  test("sync waits for the run and prints its counts, or JSON alone", async () => {
    await vi.waitFor(
      async () => {
        const { code, out } = await counterfoil("sync", "orders", "--json");
        expect([code, JSON.parse(out)]).toEqual([0, [expect.objectContaining({ platform: "ebay", state: "done" })]]);
      },
      { timeout: 60_000, interval: 1000 },
    );
    const unknown = await counterfoil("sync", "weather");
    expect([unknown.code, unknown.errors]).toEqual([1, expect.stringContaining("orders, products or inventory")]);
  });

  test("example: sync now and wait", async () => {
    put(2);
    put(3);
    const { code, out, errors } = await example("sync-now.ts");
    expect([code, errors]).toEqual([0, ""]);
    expect(out).toMatch(/ebay: done, 2 read, 2 new, 2 wait for a person/);
  });

  test("queue: lists what waits, ties one by hand, sets one aside", async () => {
    const item = { title: "Thing 1", status: "in_stock", quantity: 1 };
    const unit = (await sellers.ann.call("POST", "/trpc/inventory.create", item)).body.result.data.id;
    const { entries } = JSON.parse((await counterfoil("queue", "list", "--json")).out);
    expect(entries).toHaveLength(3);
    const [first, second] = ["A-1", "A-2"].map((number) =>
      entries.find(({ platformOrderId }: { platformOrderId: string }) => platformOrderId === number),
    );
    expect((await counterfoil("queue", "resolve", first.id, unit)).out).toBe("The sale is tied to its unit.\n");
    expect((await counterfoil("queue", "skip", second.id, "--no-stock")).code).toBe(0);
    expect((await counterfoil("queue", "list")).out).toContain("1 wait.");
  });

  test("example: drain the queue", async () => {
    const item = { title: "Thing 3", status: "in_stock", quantity: 1, sku: "s-3" };
    await sellers.ann.call("POST", "/trpc/inventory.create", item);
    const { code, out, errors } = await example("drain-queue.ts", "0.1");
    expect([code, errors]).toEqual([0, ""]);
    expect(out).toMatch(/(1 sales are tied to their unit, 0 are left)|(0 sales are tied to their unit, 0 are left)/);
  });

  test("example: bulk dispatch from a CSV; the same file again sends nothing anew", async () => {
    const file = join(folder, "packages.csv");
    await writeFile(file, "order,carrier,tracking\nA-1,Royal Mail,AB123456785GB\nA-9,Royal Mail,AB123456785GB\n");
    const first = await example("bulk-dispatch.ts", file);
    expect([first.code, first.errors]).toEqual([1, ""]);
    expect(first.out).toMatch(/A-1: done[\s\S]*1 of 2 were sent/);
    await example("bulk-dispatch.ts", file);
    expect(sellers.ann.shop.packages).toHaveLength(1);
  });

  test("example: listen for events", async () => {
    const heard = example("listen.ts", "2");
    const listening = setInterval(() => {
      const item = { title: "New", status: "in_stock", quantity: 1 };
      void sellers.ann.call("POST", "/trpc/inventory.create", item);
    }, 500);
    const { code, out } = await heard.finally(() => clearInterval(listening));
    expect(code).toBe(0);
    expect(out.split("\n")[0]).toBe('{"type":"ready"}');
    expect(JSON.parse(out.split("\n")[1] ?? "")).toHaveProperty("type");
  });

  test("example: receive webhooks; what is not signed is refused", async () => {
    const { events, stop, port } = await receiving([
      join(root, "examples", "receive-webhooks.ts"),
      sellers.server.url,
      key,
    ]);
    try {
      const secret = /whsec_\S+/.exec(events.join(""))?.[0] ?? "";
      const body = JSON.stringify({ id: "e1", type: "stock.changed", version: 1, timestamp: "", data: { onHand: 2 } });
      const timestamp = Math.floor(Date.now() / 1000);
      const post = async (headers: Record<string, string>) =>
        (await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, headers })).status;
      expect(await post({})).toBe(400);
      expect(await post(signatureHeaders(secret, { id: "e1", timestamp, body }))).toBe(204);
      await vi.waitFor(() => expect(events.join("")).toContain('stock.changed {"onHand":2}'), { timeout: 30_000 });
    } finally {
      await stop();
    }
  });

  test("export writes the inventory to a file", async () => {
    const file = join(folder, "inventory.csv");
    const { code, out } = await counterfoil("export", "--out", file);
    expect([code, out]).toEqual([0, expect.stringContaining("inventory.csv")]);
    expect(await readFile(file, "utf8")).toContain("Thing 1");
  });

  test("backup copies stock and orders to a folder", async () => {
    const target = join(folder, "copy");
    const { code, out } = await counterfoil("backup", target, "--json");
    expect(code).toBe(0);
    const { files } = JSON.parse(out) as { files: { file: string; orders?: number }[] };
    expect(files.map(({ file }) => file.slice(target.length + 1))).toEqual([
      ...["inventory.csv", "payouts.csv", "profit.csv", "orders.jsonl"],
    ]);
    expect(await readFile(join(target, "inventory.csv"), "utf8")).toContain("Thing 1");
    const orders = (await readFile(join(target, "orders.jsonl"), "utf8")).split("\n").filter(Boolean);
    expect(orders).toHaveLength(files.at(-1)?.orders ?? -1);
  });

  test("a key without the scope exports nothing", async () => {
    const made = await sellers.ann.call("POST", "/trpc/apiKeys.create", { name: "L", scopes: ["sync:read"] });
    const answer = await sellers.ann.call("GET", "/api/export/inventory.csv", undefined, {
      authorization: `Bearer ${made.body.result.data.key}`,
    });
    expect([answer.status, answer.body.error]).toEqual([403, expect.stringContaining("inventory:read")]);
  });
});
