import { createSimulatorContext, type SimulatorContext, type SimulatorOptions, type Table } from "../kit/index.ts";
import type { ApiKey, Shipment } from "./easypost-entities.ts";

/** What the simulated EasyPost starts with. */
export interface EasypostSeed {
  keys: readonly { apiKey: string; balance?: number }[];
}

export interface EasypostWorld extends SimulatorContext {
  readonly keys: Table<ApiKey>;
  readonly shipments: Table<Shipment>;
  /** References whose postage the carrier refuses, with its words. */
  readonly refused: Table<{ reference: string; message: string }>;
}

/** Makes the world with empty tables. */
export function createEasypostWorld(options: SimulatorOptions): EasypostWorld {
  const context = createSimulatorContext("easypost", options);
  const tables = context.store;
  return {
    ...context,
    keys: tables.table("keys", (row: ApiKey) => row.apiKey),
    shipments: tables.table("shipments", (row: Shipment) => row.id),
    refused: tables.table("refused", (row: { reference: string; message: string }) => row.reference),
  };
}
