import { createSimulatorContext, type SimulatorContext, type SimulatorOptions, type Table } from "../kit/index.ts";
import type {
  ApiKey,
  CatalogueSet,
  CollectionEntry,
  DayOfUse,
  Minifig,
  MinifigEntry,
  User,
} from "./brickset-entities.ts";

/** Ways Brickset may behave, nothing proving which: switches that tests turn by the act `setSettings`. */
export interface BricksetSettings {
  /** Whether `query` of `getSets` finds a set by its barcode. */
  queryFindsBarcodes: boolean;
}

export const defaultSettings: BricksetSettings = { queryFindsBarcodes: true };

/** The simulator's context with its tables: what every operation and act works on. */
export interface BricksetWorld extends SimulatorContext {
  readonly settings: BricksetSettings;
  readonly keys: Table<ApiKey>;
  readonly use: Table<DayOfUse>;
  readonly users: Table<User>;
  readonly sets: Table<CatalogueSet>;
  readonly collections: Table<CollectionEntry>;
  readonly minifigs: Table<Minifig>;
  readonly minifigEntries: Table<MinifigEntry>;
}

/** Makes the world with empty tables. */
export function createBricksetWorld(options: SimulatorOptions): BricksetWorld {
  const context = createSimulatorContext("brickset", options);
  const tables = context.store;
  return {
    ...context,
    settings: { ...defaultSettings },
    keys: tables.table("keys", (row: ApiKey) => row.apiKey),
    use: tables.table("use", (row: DayOfUse) => `${row.apiKey} ${row.day}`),
    users: tables.table("users", (row: User) => row.username),
    sets: tables.table("sets", (row: CatalogueSet) => String(row.setID)),
    collections: tables.table("collections", (row: CollectionEntry) => `${row.username} ${row.setID}`),
    minifigs: tables.table("minifigs", (row: Minifig) => row.minifigNumber),
    minifigEntries: tables.table("minifig-entries", (row: MinifigEntry) => `${row.username} ${row.minifigNumber}`),
  };
}
