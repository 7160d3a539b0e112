import type { Decider, LineState } from "./line-state.ts";

/** What a decision was: the matcher's or a person's answer for one line, or what the platform's facts did to it. */
export const stubKinds = [
  "linked",
  "queued",
  "skipped",
  "no_inventory",
  "reopened",
  "unlinked",
  "undone",
  "released",
  "sold",
  "changed",
] as const;
export type StubKind = (typeof stubKinds)[number];

/** One piece of evidence in the seller's words. */
export interface StubEvidence {
  text: string;
  effect: "agrees" | "contradicts" | "neutral";
}

/** A unit that was not taken, and why. */
export interface StubLoser {
  inventoryItemId: string;
  score: number;
  lostBecause: string;
}

/** A decision to be recorded. Undo restores `before`. */
export interface StubBody {
  id: string;
  lineId: string;
  kind: StubKind;
  decider: Decider;
  at: string;
  evidence: readonly StubEvidence[];
  losers: readonly StubLoser[];
  /** The winner's score from 0 to 1; null where nothing was scored, as for a person's choice. */
  score: number | null;
  note: string | null;
  before: LineState;
  after: LineState;
  /** The stub that this one takes back. */
  undoes: string | null;
}

/** The counterfoil of a decision, chained to the line's previous one by its hash. */
export interface Stub extends StubBody {
  previousHash: string | null;
  hash: string;
}

/** Turns text into a hash, such as hex SHA-256. Given by the caller, so that the core needs no platform module. */
export type HashFunction = (text: string) => string;

/** JSON with sorted keys, so that equal content has equal text. `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = value as Readonly<Record<string, unknown>>;
  let text = "";
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** A decision's record, put into words but for the hash before it. */
export interface StubDraft {
  body: StubBody;
  /** The canonical text on both sides of that hash. */
  text: readonly [before: string, after: string];
}

/** Puts a decision's record into words, so that little is left to do when the hash before it is known. */
export function draftStub(body: StubBody): StubDraft {
  const members = Object.entries(body);
  const part = (own: typeof members) => canonicalJson(Object.fromEntries(own)).slice(1, -1);
  const before = part(members.filter(([key]) => key < "previousHash"));
  const after = part(members.filter(([key]) => key > "previousHash"));
  return { body, text: [`{${before},"previousHash":`, `,${after}}`] };
}

/** Closes a decision's record: its hash covers the content and the hash before it. */
export function sealDraft({ body, text }: StubDraft, previousHash: string | null, hash: HashFunction): Stub {
  return { ...body, previousHash, hash: hash(`${text[0]}${canonicalJson(previousHash)}${text[1]}`) };
}

/** Puts a decision's record into words and closes it. */
export function sealStub(body: StubBody, previousHash: string | null, hash: HashFunction): Stub {
  return sealDraft(draftStub(body), previousHash, hash);
}

/** The first stub of a line's chain (oldest first) whose content or order was changed afterwards; null if none was. */
export function findBrokenStub(chain: readonly Stub[], hash: HashFunction): Stub | null {
  let previous: string | null = null;
  for (const stub of chain) {
    const { hash: sealed, previousHash, ...body } = stub;
    if (previousHash !== previous || sealed !== sealStub(body, previousHash, hash).hash) return stub;
    previous = sealed;
  }
  return null;
}
