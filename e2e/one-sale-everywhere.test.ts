import { describe } from "vitest";
import { proveOneSaleEverywhere } from "./one-sale-everywhere.scenario.ts";
import { stockOnFourShops } from "./support/desk-stock.ts";

/** `KILLS` makes a longer proof. */
const kills = Number(process.env.KILLS ?? 1);

describe("the same shop on eBay, BrickLink, Brick Owl and Bricqer", () => {
  proveOneSaleEverywhere({
    channels: ["ebay", "bricklink", "brickowl", "bricqer"],
    stock: stockOnFourShops,
    twoRoads: ["bricklink"],
    timed: { roads: [], sales: 0 },
    kills,
  });
});
