/** One figure of a push that is looked at before it is sent. */
export interface RehearsedPush {
  listingId: string;
  /** What the platform offers, as far as it is known. */
  known: number | null;
  wanted: number;
  /** Whether sales explain that nothing is left: such a withdrawal must not wait. */
  soldHere: boolean;
  /** Whether a person has agreed to this zero. */
  zeroAllowed: boolean;
}

/** What of a push may go and what waits for a person. */
export type RehearsalVerdict =
  | { kind: "go" }
  | { kind: "hold"; reason: "first_push" | "zeroes"; listingIds: readonly string[] };

function isUnexplainedZero({ known, wanted, soldHere, zeroAllowed }: RehearsedPush): boolean {
  return wanted === 0 && known !== 0 && !soldHere && !zeroAllowed;
}

/**
 * The brake before a dangerous write. A connection's first push waits as a whole. Later, zeros wait when there are more
 * of them than the limit and no sale explains them, as after an import of the wrong file; all else goes.
 */
export function judgePush(
  pushes: readonly RehearsedPush[],
  { allowed, zeroLimit }: { allowed: boolean; zeroLimit: number },
): RehearsalVerdict {
  const differing = pushes.filter(({ known, wanted }) => known !== wanted);
  if (!allowed) return { kind: "hold", reason: "first_push", listingIds: differing.map(({ listingId }) => listingId) };
  const zeroes = differing.filter(isUnexplainedZero);
  if (zeroes.length <= zeroLimit) return { kind: "go" };
  return { kind: "hold", reason: "zeroes", listingIds: zeroes.map(({ listingId }) => listingId) };
}
