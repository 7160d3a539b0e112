import {
  countUndecided,
  readOwnWords,
  readSeenAttributes,
  readSeenCategories,
  readSeenValues,
  type SeenWordRow,
} from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";

const wordsShown = 500;

const narrowed = {
  platform: z.string().min(1).max(60).optional(),
  q: z.string().max(200).optional(),
  undecidedOnly: z.boolean().default(false),
};

export const listWordsInput = z.object(narrowed).prefault({});
export const listValuesInput = z.object({
  ...narrowed,
  platform: z.string().min(1).max(60),
  name: z.string().min(1).max(500),
});

/** A word of a platform, on how many listings it is, and what the seller said of it. */
export interface SeenWordView {
  platform: string;
  /** A category's id or names, an attribute's name, or one value of it. */
  key: string;
  /** The category's names, where the platform gives them. */
  name: string | null;
  /** The title of a listing in the category, or a value of the attribute. */
  example: string | null;
  listings: number;
  /** How many values an attribute has, and how many of them were decided. */
  values: number;
  valuesDecided: number;
  /** `undecided`: nobody said yet. `left_out`: not taken over. */
  state: "mapped" | "left_out" | "undecided";
  /** The seller's word. */
  word: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
}

export interface WordList {
  words: SeenWordView[];
  /** Whether there are more than are shown: narrow the search. */
  more: boolean;
}

function wordList(rows: readonly SeenWordRow[]): WordList {
  return { words: rows.slice(0, wordsShown).map(wordView), more: rows.length > wordsShown };
}

function wordView(row: SeenWordRow): SeenWordView {
  const { platform, key, name, example, listings, values, word } = row;
  const decided = word === null ? "left_out" : "mapped";
  return {
    ...{ platform, key, name, example, listings, values, valuesDecided: row.values_decided, word },
    ...{ state: row.decided ? decided : "undecided", decidedBy: row.decided_by },
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}

const queryOf = ({ platform, q, undecidedOnly }: z.infer<typeof listWordsInput>) => ({
  ...{ platform, words: q, undecidedOnly, limit: wordsShown + 1 },
});

/** The categories that platforms put listings in; undecided and often met ones first. */
export async function listCategories({ ctx, input }: Verb<z.infer<typeof listWordsInput>>): Promise<WordList> {
  return wordList(await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readSeenCategories(tx, queryOf(input))));
}

/** The attributes that platforms give listings, likewise. */
export async function listAttributes({ ctx, input }: Verb<z.infer<typeof listWordsInput>>): Promise<WordList> {
  return wordList(await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readSeenAttributes(tx, queryOf(input))));
}

/** The values of one attribute, likewise. */
export async function listValues({ ctx, input }: Verb<z.infer<typeof listValuesInput>>): Promise<WordList> {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readSeenValues(tx, input, queryOf(input)));
  return wordList(rows);
}

export interface MappingSummary {
  /** By kind and platform: how many words are met, and how many nobody decided. */
  counts: { kind: "categories" | "attributes"; platform: string; seen: number; undecided: number }[];
  /** The seller's own words so far, to choose from. */
  ownCategories: string[];
  ownNames: string[];
}

/** What there is to decide, and the words to choose from. */
export async function summarizeMapping({ ctx }: Pick<Verb<void>, "ctx">): Promise<MappingSummary> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const { categories, names } = await readOwnWords(tx);
    return { counts: await countUndecided(tx), ownCategories: categories, ownNames: names };
  });
}
