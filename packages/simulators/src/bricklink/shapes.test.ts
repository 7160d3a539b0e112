import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Store, startStore } from "./testing/store-client.ts";

const folder = fileURLToPath(new URL("../../../../../shared/specs/bricklink/resources/", import.meta.url));
const isThere = existsSync(folder);

/** Fields that are on the wire though the examples of the reference lack them. */
const beyondTheExamples: Readonly<Record<string, readonly string[]>> = {
  order: [
    "salesTax_collected_by_bl",
    "cost.final_total",
    "disp_cost.final_total",
    "shipping.date_shipped",
    "shipping.tracking_no",
    "shipping.address.phone_number",
    "payment.date_paid",
  ],
  order_item: ["color_name", "item.category_id"],
  inventory: ["color_name", "completeness", "item.category_id", "stock_room_id"],
};

let store: Store;
beforeEach(async () => {
  store = await startStore();
});
afterEach(() => store.stop());

describe("answers beside the reference's example of each resource", () => {
  if (!isThere) console.warn(`NOT CHECKED: BrickLink shapes, because ${folder} is not there`);

  it.skipIf(!isThere).each([
    ["order", "/orders/5001", (data: unknown) => data],
    ["order_item", "/orders/5001/items", ([[first]]: [[unknown]]) => first],
    ["order_message", "/orders/5001/messages", ([first]: [unknown]) => first],
    ["inventory", "/inventories/101", (data: unknown) => data],
    ["color", "/colors/1", (data: unknown) => data],
    ["category", "/categories/65", (data: unknown) => data],
    ["item", "/items/set/7140-1", (data: unknown) => data],
    ["shipping_method", "/settings/shipping_methods/10001", (data: unknown) => data],
    ["rating", "/members/loftbricks/ratings", (data: unknown) => data],
  ])("%s has fields of the same names and kinds", async (resource, path, pick) => {
    const example = kinds(JSON.parse(readFileSync(`${folder}${resource}.json`, "utf8")));
    const extra = beyondTheExamples[resource] ?? [];
    const answer = await store.call("GET", path);
    for (const [field, kind] of kinds(pick(answer.data))) {
      if (!extra.includes(field)) expect([field, kind]).toEqual([field, example.get(field)]);
    }
  });
});

/** The kind of every field, by its path. */
function kinds(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map([[path, typeof value]]);
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [...kinds(inner, path === "" ? name : `${path}.${name}`)]),
  );
}
