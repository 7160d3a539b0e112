import {
  type CallOptions,
  type CatalogueProduct,
  ConnectorError,
  callLimits,
  type LookUpOptions,
} from "@counterfoil/connector-kit";
import type { BricksetClient } from "../brickset-client.ts";
import { minifigsSchema, notesSchema } from "../brickset-schemas.ts";
import type { BricksetContext } from "../brickset-settings.ts";
import { readSets } from "../products/products.ts";

const pageSize = 500;

/** A minifigure in the user's collection. */
export interface OwnMinifigure {
  number: string;
  name: string | null;
  ownedInSets: number;
  ownedLoose: number;
  isWanted: boolean;
}

/** The logged-in user's own lists, read only. All throw `auth_expired` without a login that Brickset accepts. */
export interface BricksetOwnLists {
  /** Sets that the user owns or wants, read whole: one look-up for 500. */
  sets(list: "owned" | "wanted", options?: LookUpOptions): Promise<CatalogueProduct[]>;
  minifigures(list: "owned" | "wanted", options?: CallOptions): Promise<OwnMinifigure[]>;
  notes(options?: CallOptions): Promise<{ externalId: string; notes: string }[]>;
}

export function createOwnLists(client: BricksetClient, context: BricksetContext): BricksetOwnLists {
  const userHash = () => {
    if (context.userHash !== "") return context.userHash;
    const message = "The lists of owned and wanted sets need a Brickset login: connect with user name and password.";
    throw new ConnectorError({ code: "auth_expired", message });
  };
  const limitsOf = (options?: CallOptions) => callLimits(options, context.now);
  return {
    async sets(list, options) {
      const call = { ...limitsOf(options), urgency: options?.urgency ?? "person", userHash: userHash() } as const;
      const found: CatalogueProduct[] = [];
      for (let pageNumber = 1, seen = 0; ; pageNumber += 1) {
        const params = { [list]: 1, orderBy: "Number", pageSize, pageNumber };
        const { items, total, received } = await readSets({ client, context }, params, call);
        found.push(...items);
        seen += received;
        if (received === 0 || total === null || seen >= total) return found;
      }
    },
    async minifigures(list, options) {
      const form = { userHash: userHash(), params: JSON.stringify({ [list]: 1 }) };
      const { minifigs } = await client.read("getMinifigCollection", minifigsSchema, { ...limitsOf(options), form });
      return minifigs.map((row) => ({
        number: row.minifigNumber,
        name: row.name ?? null,
        ownedInSets: row.ownedInSets,
        ownedLoose: row.ownedLoose,
        isWanted: row.wanted ?? false,
      }));
    },
    async notes(options) {
      const form = { userHash: userHash() };
      const { userNotes } = await client.read("getUserNotes", notesSchema, { ...limitsOf(options), form });
      return userNotes.map(({ setID, notes }) => ({ externalId: String(setID), notes: notes ?? "" }));
    },
  };
}
