import { expect, test } from "vitest";

/** The kinds of attack that the suite must try; each has a least number of tries. */
export const attackClasses = {
  "another seller's ids": 60,
  "mass assignment": 15,
  "more than the role may": 40,
  "writes from other sites": 15,
  "SQL and filter injection": 60,
  "formulas in exports": 15,
  "path traversal": 20,
  "calls into private networks": 60,
  "consent of another": 15,
  "open redirects": 15,
  "forged and repeated messages": 20,
  "large and slow bodies": 15,
  "guessed log-ins": 15,
  "scripts in titles and names": 15,
  "secrets where none belong": 20,
} as const;
export type AttackClass = keyof typeof attackClasses;

interface Count {
  tried: number;
  through: string[];
}

const counts = new Map<AttackClass, Count>();

/** What happened to an attack: null when it was held off, else what got through, in words. */
export type Outcome = string | null;

/** Writes down one attack that was tried. */
export function record(kind: AttackClass, outcome: Outcome): void {
  const count = counts.get(kind) ?? { tried: 0, through: [] };
  counts.set(kind, { tried: count.tried + 1, through: outcome === null ? count.through : [...count.through, outcome] });
}

/** One test of many attacks of a kind. All of them are tried; the test fails with those that got through. */
export function attack<Case>(
  kind: AttackClass,
  { name, cases, attempt }: { name: string; cases: () => readonly Case[]; attempt: (one: Case) => Promise<Outcome> },
): void {
  test(`${kind}: ${name}`, async () => {
    const through: string[] = [];
    for (const one of cases()) {
      const outcome = await attempt(one);
      record(kind, outcome);
      if (outcome !== null) through.push(outcome);
    }
    expect(through).toEqual([]);
  });
}

/** The lines that close the suite, and the numbers behind them. */
export function summary(): { text: string; tried: number; through: number; tooFew: string[] } {
  const rows = (Object.keys(attackClasses) as AttackClass[]).map((kind) => {
    const { tried, through } = counts.get(kind) ?? { tried: 0, through: [] };
    return { kind, tried, through: through.length };
  });
  const tried = rows.reduce((sum, row) => sum + row.tried, 0);
  const through = rows.reduce((sum, row) => sum + row.through, 0);
  const lines = [...rows, { kind: "in total", tried, through }].map(
    (row) =>
      `  ${row.kind.padEnd(30)} ${String(row.tried).padStart(5)} tried ${String(row.through).padStart(3)} through`,
  );
  const tooFew = rows.filter((row) => row.tried < attackClasses[row.kind]).map(({ kind }) => kind);
  return { text: ["Attacks on a running server:", ...lines].join("\n"), tried, through, tooFew };
}

/** True for the whole proof, `npm run attack`; the tests that run each time take a smaller share of the long lists. */
export const isWhole = process.env.ATTACKS === "all";

/** The whole list in the whole proof, else every n-th of it. */
export function share<Item>(items: readonly Item[], every: number): readonly Item[] {
  return isWhole ? items : items.filter((_, index) => index % every === 0);
}
