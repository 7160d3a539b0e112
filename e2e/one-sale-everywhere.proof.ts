import { describe } from "vitest";
import { proveOneSaleEverywhere } from "./one-sale-everywhere.scenario.ts";
import { channels } from "./support/shop-channels.ts";

/** How often workers are killed; `KILLS` makes a longer proof. */
const kills = Number(process.env.KILLS ?? 3);

describe("the same shop on seven platforms", () => {
  proveOneSaleEverywhere({
    channels,
    stock: (sandbox) => sandbox.stockCsv(),
    twoRoads: ["bricklink", "brickowl"],
    timed: { roads: ["webhook", "polling"], sales: 3 },
    kills,
  });
});
