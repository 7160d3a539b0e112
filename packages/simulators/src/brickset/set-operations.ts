import type { ApiKey, CatalogueSet } from "./brickset-entities.ts";
import { invalidUserHash, noValidParameters, parameterError } from "./brickset-errors.ts";
import type { BricksetWorld } from "./brickset-world.ts";
import type { BricksetOperation } from "./operation.ts";
import { readParams } from "./read-params.ts";
import { orderSets } from "./set-order.ts";
import { findSets, fullNumber, searchSchema } from "./set-search.ts";
import { setView } from "./set-view.ts";
import { countCall } from "./usage.ts";
import { userOf } from "./users.ts";

type Fields = Readonly<Record<string, string>>;

/** The search, and what hangs on one set. */
export const setOperations: readonly BricksetOperation[] = [
  { name: "getSets", fields: ["userHash", "params"], handle: getSets },
  { name: "getAdditionalImages", fields: ["setID"], handle: getAdditionalImages },
  { name: "getInstructions", fields: ["setID"], handle: (world, fields) => instructionsOf(bySetId(world, fields)) },
  { name: "getInstructions2", fields: ["setNumber"], handle: getInstructionsByNumber },
  { name: "getReviews", fields: ["setID"], handle: getReviews },
];

// The only method that counts: with a valid key every call does, whatever comes of it.
function getSets(world: BricksetWorld, fields: Fields, key: ApiKey): object {
  countCall(world, key);
  const user = userOf(world, fields);
  const search = readParams(fields["params"]?.trim() || "{}", searchSchema);
  if (user === null && (search.owned === true || search.wanted === true)) throw invalidUserHash();
  const found = findSets(world, search, user);
  const sorted = orderSets(world, found, { orderBy: search.orderBy, username: user?.username });
  const start = (search.pageNumber - 1) * search.pageSize;
  const page = sorted.slice(start, start + search.pageSize);
  const seen = { user, extended: search.extendedData === true };
  return { matches: found.length, sets: page.map((set) => setView(world, set, seen)) };
}

function getAdditionalImages(world: BricksetWorld, fields: Fields): object {
  const images = bySetId(world, fields)?.additionalImages ?? [];
  return { matches: images.length, additionalImages: images };
}

function getInstructionsByNumber(world: BricksetWorld, fields: Fields): object {
  const wanted = fields["setNumber"]?.trim() ?? "";
  if (wanted === "") throw noValidParameters();
  return instructionsOf(world.sets.find((set) => fullNumber(set) === wanted));
}

function instructionsOf(set: CatalogueSet | undefined): object {
  const instructions = set?.instructions ?? [];
  return { matches: instructions.length, instructions };
}

function getReviews(world: BricksetWorld, fields: Fields): object {
  const reviews = bySetId(world, fields)?.reviews ?? [];
  return { matches: reviews.length, reviews: reviews.map((review) => ({ ...review, HTML: false })) };
}

function bySetId(world: BricksetWorld, fields: Fields): CatalogueSet | undefined {
  const text = fields["setID"]?.trim() ?? "";
  if (!/^\d{1,9}$/.test(text)) throw parameterError();
  return world.sets.get(String(Number(text)));
}
