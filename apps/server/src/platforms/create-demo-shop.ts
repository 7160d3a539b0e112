import type { Logger } from "pino";
import type { DemoShop } from "../services/demo/demo-shop.ts";

export interface DemoShopOptions {
  /** Keeps the shop's anchor date, so that it is the same shop after a restart. */
  dataDir: string;
  logger: Logger;
  now(): Date;
}

export function createDemoShop(_options: DemoShopOptions): DemoShop {
  return {
    start: () => Promise.reject(new Error("the demo shop is not there yet")),
    origin: () => null,
    stop: async () => {},
  };
}
