import { canonicalWord } from "../text/canonical-words.ts";
import { normaliseText } from "../text/normalise-text.ts";
import { type TermKind, termKind } from "./term-hash.ts";

const separators = /[\s,()[\]{}:;"|!?*&+]+/;
const decimal = /^\d+\.\d+$/;
const versionNumber = /^[vr](\d+)$/;
const digit = /\d/;
const shortestPrefix = 4;
const longestPrefix = 14;
const longestJoined = 24;
/** More terms than any honest title has; keeps a hostile one from costing more than a long one. */
const maximumTerms = 160;

/** Receives one term of a title. */
export type TermSink = (text: string, kind: TermKind) => void;

/**
 * The terms under which a title is indexed and searched:
 * its words; hyphenated pieces also written together (`PS-LX350H` → `pslx350h`); the leading parts of codes, so that
 * `NNH965BK` and `NNH965BF` share most of them; and a code joined to a short neighbour (`SD880 IS` → `sd880is`).
 */
export function titleTerms(title: string, sink: TermSink): void {
  let left = maximumTerms;
  const emit: TermSink = (text, kind) => {
    if (left > 0) sink(text, kind);
    left -= 1;
  };
  let previous = "";
  for (const piece of normaliseText(title).split(separators)) {
    const joined = piece.replace(/[^\p{L}\p{N}]/gu, "");
    if (joined === "" || left <= 0) continue;
    if (decimal.test(piece)) emit(String(Number(piece)), termKind.whole);
    else pieceTerms(piece, joined, previous, emit);
    previous = joined;
  }
}

function pieceTerms(piece: string, joined: string, previous: string, emit: TermSink): void {
  const parts = piece.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
  for (const part of parts) emit(canonicalWord(versionNumber.exec(part)?.[1] ?? part), termKind.whole);
  if (parts.length > 1 && joined.length <= longestJoined) emit(joined, termKind.whole);
  if (digit.test(joined)) codePrefixes(joined, emit);
  const withPrevious = previous + joined;
  if (previous !== "" && joinable(previous, joined, withPrevious)) emit(withPrevious, termKind.whole);
}

function codePrefixes(code: string, emit: TermSink): void {
  const longest = Math.min(code.length - 1, longestPrefix);
  for (let length = shortestPrefix; length <= longest; length += 1) {
    const prefix = code.slice(0, length);
    if (digit.test(prefix)) emit(prefix, termKind.prefix);
  }
}

function joinable(previous: string, joined: string, together: string): boolean {
  const oneIsCode = digit.test(previous) || digit.test(joined);
  return oneIsCode && previous.length <= 6 && together.length >= 4 && together.length <= 20 && /\p{L}/u.test(together);
}
