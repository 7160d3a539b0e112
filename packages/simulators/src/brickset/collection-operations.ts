import { z } from "zod";
import type { CollectionEntry, MinifigEntry } from "./brickset-entities.ts";
import { parameterError } from "./brickset-errors.ts";
import type { BricksetWorld } from "./brickset-world.ts";
import type { BricksetOperation } from "./operation.ts";
import { flagParam, readParams, textParam, wholeParam } from "./read-params.ts";
import { neededUser } from "./users.ts";

type Fields = Readonly<Record<string, string>>;

const MAX_OWNED = 999;
const MAX_NOTES = 1000;

/** The user's own sets and minifigures. */
export const collectionOperations: readonly BricksetOperation[] = [
  { name: "setCollection", fields: ["userHash", "setID", "params"], handle: setCollection },
  { name: "getUserNotes", fields: ["userHash"], handle: getUserNotes },
  { name: "getMinifigCollection", fields: ["userHash", "params"], handle: getMinifigCollection },
  { name: "setMinifigCollection", fields: ["userHash", "minifigNumber", "params"], handle: setMinifigCollection },
  { name: "getUserMinifigNotes", fields: ["userHash"], handle: getUserMinifigNotes },
];

const owning = {
  own: flagParam.optional(),
  want: flagParam.optional(),
  qtyOwned: wholeParam({ from: 0, to: MAX_OWNED }).optional(),
  notes: textParam.pipe(z.string().max(MAX_NOTES)).optional(),
};
const setChange = z.object({ ...owning, rating: wholeParam({ from: 0, to: 5 }).optional() });
const minifigChange = z.object(owning);
const minifigSearch = z.object({
  owned: flagParam.optional(),
  wanted: flagParam.optional(),
  query: textParam.optional(),
});

function setCollection(world: BricksetWorld, fields: Fields): object {
  const { username } = neededUser(world, fields);
  const set = world.sets.get(fields["setID"]?.trim() ?? "");
  if (set === undefined) throw parameterError();
  const { setID } = set;
  const change = readParams(fields["params"] ?? "", setChange);
  const before = world.collections.get(`${username} ${setID}`) ?? newEntry(username, setID);
  const qtyOwned = ownedAfter(before.qtyOwned, change);
  const entry: CollectionEntry = {
    ...before,
    qtyOwned,
    owned: qtyOwned > 0,
    wanted: change.want ?? before.wanted,
    rating: change.rating ?? before.rating,
    notes: change.notes ?? before.notes,
  };
  world.collections.put(entry);
  world.ledger.append("collection-changed", { ...entry });
  return {};
}

function newEntry(username: string, setID: number): CollectionEntry {
  return { username, setID, owned: false, wanted: false, qtyOwned: 0, rating: 0, notes: "" };
}

// To own none is not to own; a quantity means owning, and owning means at least one.
function ownedAfter(before: number, { own, qtyOwned }: { own?: boolean | undefined; qtyOwned?: number | undefined }) {
  if (own === false) return 0;
  if (qtyOwned !== undefined) return qtyOwned;
  return own === true ? Math.max(1, before) : before;
}

function getUserNotes(world: BricksetWorld, fields: Fields): object {
  const { username } = neededUser(world, fields);
  const userNotes = world.collections
    .where((entry) => entry.username === username && entry.notes !== "")
    .map(({ setID, notes }) => ({ setID, notes }));
  return { matches: userNotes.length, userNotes };
}

function getMinifigCollection(world: BricksetWorld, fields: Fields): object {
  const { username } = neededUser(world, fields);
  const { owned, wanted, query = "" } = readParams(fields["params"]?.trim() || "{}", minifigSearch);
  const minifigs = entriesOf(world, username)
    .filter((entry) => (owned !== true || entry.ownedLoose > 0) && (wanted !== true || entry.wanted))
    .map(({ minifigNumber, ownedLoose, wanted: isWanted }) => {
      const { name = "", category = "" } = world.minifigs.get(minifigNumber) ?? {};
      const counts = { ownedInSets: 0, ownedLoose, ownedTotal: ownedLoose, wanted: isWanted };
      return { minifigNumber, name, category, ...counts };
    })
    .filter(({ minifigNumber, name }) => `${minifigNumber} ${name}`.toLowerCase().includes(query.toLowerCase()));
  return { matches: minifigs.length, minifigs };
}

function setMinifigCollection(world: BricksetWorld, fields: Fields): object {
  const { username } = neededUser(world, fields);
  const minifigNumber = fields["minifigNumber"]?.trim() ?? "";
  if (!world.minifigs.has(minifigNumber)) throw parameterError();
  const change = readParams(fields["params"] ?? "", minifigChange);
  const before = world.minifigEntries.get(`${username} ${minifigNumber}`);
  const entry: MinifigEntry = {
    username,
    minifigNumber,
    ownedLoose: ownedAfter(before?.ownedLoose ?? 0, change),
    wanted: change.want ?? before?.wanted ?? false,
    notes: change.notes ?? before?.notes ?? "",
  };
  world.minifigEntries.put(entry);
  world.ledger.append("minifig-collection-changed", { ...entry });
  return {};
}

function getUserMinifigNotes(world: BricksetWorld, fields: Fields): object {
  const { username } = neededUser(world, fields);
  const userMinifigNotes = entriesOf(world, username)
    .filter(({ notes }) => notes !== "")
    .map(({ minifigNumber, notes }) => ({ minifigNumber, notes }));
  return { matches: userMinifigNotes.length, userMinifigNotes };
}

function entriesOf(world: BricksetWorld, username: string): MinifigEntry[] {
  return world.minifigEntries.where((entry) => entry.username === username);
}
