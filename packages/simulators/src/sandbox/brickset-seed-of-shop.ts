import { type BricksetSeed, type BricksetSetSeed, bricksetCatalogue } from "../brickset/index.ts";
import type { Shop } from "../shop/index.ts";
import { demoCredentials } from "./demo-credentials.ts";

const DAY = 86_400_000;
/** The catalogue was edited over so many days before the shop's "today". */
const EDITED_OVER_DAYS = 400;

// As Brickset has them for this set.
const bookshopInstructions = [
  { URL: "https://www.lego.com/biassets/bi/6313846.pdf", description: "BI 3103, 112+4/65+200G, 10270 V29 1/2" },
  { URL: "https://www.lego.com/biassets/bi/6313848.pdf", description: "BI 3103, 96+4/65+200G,10270 V29 2/2" },
];

/** The simulated Brickset of the demo shop: it knows every set that the shop trades in, and some more. */
export function bricksetSeedOfShop(shop: Shop): BricksetSeed {
  const { apiKey, username, password } = demoCredentials.brickset;
  return {
    keys: [{ apiKey }],
    users: [{ username, password, userHash: "0d3a40100c0ffee0d3a4" }],
    sets: bricksetCatalogue.map((set) => ({
      ...set,
      ...(set.number === "10270" && { instructions: bookshopInstructions }),
      lastUpdated: editedAt(shop, set),
    })),
    collections: [{ username, setID: 29_830, qtyOwned: 1, notes: "Not for sale" }],
  };
}

// Brickset writes instants with 0, 2 or 3 digits of a second.
function editedAt(shop: Shop, { setID }: BricksetSetSeed): string {
  const daysAgo = (setID * 37) % EDITED_OVER_DAYS;
  const iso = new Date(Date.parse(shop.anchor) - daysAgo * DAY - (setID % 1000)).toISOString();
  const [whole = "", fraction = ""] = iso.split(/[.Z]/);
  const digits = [0, 2, 3][setID % 3] ?? 0;
  return digits === 0 ? `${whole}Z` : `${whole}.${fraction.slice(0, digits)}Z`;
}
