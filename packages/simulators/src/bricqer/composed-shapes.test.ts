import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Started, startBricqer } from "./testing/started-bricqer.ts";

const folder = fileURLToPath(new URL("../../../../../shared/specs/bricqer/composed/", import.meta.url));
const isThere = existsSync(folder);
let store: Started;
beforeEach(async () => {
  store = await startBricqer();
});
afterEach(() => store.stop());

// Every field of the example is in the answer, of the same kind; the answer may have more.
function missing(example: unknown, answer: unknown, at = ""): string[] {
  if (Array.isArray(example)) {
    if (!Array.isArray(answer)) return [`${at} is no list`];
    return example.length === 0 ? [] : missing(example[0], answer[0], `${at}[0]`);
  }
  if (example === null || answer === null) return [];
  if (typeof example !== typeof answer) return [`${at} is ${typeof answer}, not ${typeof example}`];
  if (typeof example !== "object") return [];
  return Object.entries(example).flatMap(([key, value]) =>
    key in (answer as object)
      ? missing(value, (answer as Record<string, unknown>)[key], `${at}.${key}`)
      : [`${at}.${key}`],
  );
}

describe("answers beside the composed examples", () => {
  if (!isThere) console.warn(`NOT CHECKED: Bricqer shapes, because ${folder} is not there`);

  it.skipIf(!isThere).each([
    ["order-list", "/orders/order/?filed=false&status=READY"],
    ["order-detail", "/orders/order/1101/"],
    ["inventory-list", "/inventory/item/?limit=1"],
    ["colors", "/inventory/color/"],
    ["inventory-problems", "/inventory/problems/"],
    ["error-404-page", "/orders/order/?page=9"],
  ])("%s has every field of the example", async (name, path) => {
    const example: unknown = JSON.parse(readFileSync(`${folder}${name}.json`, "utf8"));
    expect(missing(example, (await store.get(path)).body)).toEqual([]);
  });

  it.skipIf(!isThere)("takes the composed request for an order made elsewhere", async () => {
    const body: unknown = JSON.parse(readFileSync(`${folder}noshop-order-request.json`, "utf8"));
    const answer = await store.call("POST", "/shops/noshop/order/", { body });
    expect([answer.status, Object.keys(answer.body)]).toEqual([201, ["meta_id"]]);
  });
});
