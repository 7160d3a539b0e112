import { beforeEach, describe, expect, test } from "vitest";
import { type Bench, collect, declared, needed, refusal } from "./bench.ts";

export function describeProducts(bench: Bench): void {
  const { driver } = bench;
  const connect = async () => declared((await bench.connect()).connector.products, "products");
  const known = () => needed(driver.knownProduct, "knownProduct")();
  const numbersOf = (products: readonly { number: string }[]) => products.map(({ number }) => number);

  describe("products", () => {
    describeUsedUp(bench);

    test("are found by number, with and without variant, by barcode and by words", async () => {
      const { number, barcode, words } = await known();
      const products = await connect();
      const [found] = await products.findByNumber(number);
      expect(found).toMatchObject({ number, name: expect.any(String), raw: expect.anything() });
      expect(numbersOf(await products.findByNumber(number.replace(/-\d+$/, "")))).toContain(number);
      expect(numbersOf(await products.findByNumbers([number]))).toEqual([number]);
      expect(numbersOf(await products.findByBarcode(barcode))).toContain(number);
      const pages = await collect(products.search(words, null));
      expect(numbersOf(pages.flatMap(({ items }) => items))).toContain(number);
    });

    test("that nobody knows are an empty list", async () => {
      const products = await connect();
      expect(await products.findByNumber("98765432-1")).toEqual([]);
      expect(await products.findByBarcode("5901234123457")).toEqual([]);
      expect(await collect(products.search("no such words anywhere", null))).toMatchObject([
        { items: [], problems: [] },
      ]);
    });

    test("come whole in small pages, and go on from a stored cursor in another process", async () => {
      const { words } = await known();
      const whole = (await collect((await connect()).search(words, null))).flatMap(({ items }) => numbersOf(items));
      const pages = await collect((await connect()).search(words, null, { pageSize: 1 }));
      expect(pages.flatMap(({ items }) => numbersOf(items))).toEqual(whole);
      const rest = await collect((await connect()).search(words, pages[0]?.cursor ?? null, { pageSize: 1 }));
      expect(rest.flatMap(({ items }) => numbersOf(items))).toEqual(whole.slice(1));
    });

    test("are found in spite of a moment's trouble", async () => {
      const { number } = await known();
      for (const fault of [
        { kind: "server-error", status: 503 },
        { kind: "truncated-body" },
        { kind: "answer-lost" },
      ] as const) {
        await driver.injectFault({ ...fault, on: "any", times: 1 });
        expect(numbersOf(await (await connect()).findByNumber(number))).toEqual([number]);
      }
    });
  });
}

function describeUsedUp(bench: Bench): void {
  const { driver } = bench;

  describe("a daily limit", () => {
    beforeEach(async () => needed(driver.useUpQuota, "useUpQuota")());

    test("that is used up says until when, without asking again", async () => {
      const { number } = await needed(driver.knownProduct, "knownProduct")();
      const { connector } = await bench.connect();
      const products = declared(connector.products, "products");
      const error = await refusal(products.findByNumber(number));
      expect(error).toMatchObject({ code: "quota_exhausted", retryable: false });
      expect(error.resetAt).toBeGreaterThan(driver.clock.now());
      expect(error.message).toContain(new Date(error.resetAt ?? 0).toISOString().slice(0, 16));
      const before = await driver.requestCount();
      await refusal(products.findByNumber(number));
      expect((await driver.requestCount()) - before, "no call is wasted").toBeLessThanOrEqual(1);
      driver.clock.advance((error.resetAt ?? 0) - driver.clock.now() + 1);
      expect(await products.findByNumber(number)).toHaveLength(1);
    });

    test("is told by usage, which costs nothing, and does not stop the test connection", async () => {
      const { connector } = await bench.connect();
      const usage = await declared(connector.products, "products").usage();
      expect(usage.usedToday).toBeGreaterThanOrEqual(usage.dailyLimit ?? Number.POSITIVE_INFINITY);
      await connector.probe();
    });
  });
}
