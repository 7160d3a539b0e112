import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const text = readFileSync(new URL("docs/security/asvs-5-level-2.md", root), "utf8");
const rows = [...text.matchAll(/^\| (V\d+\.\d+\.\d+) \| ([^|]+) \| ([^\n]*) \|$/gm)].map(([, id, state, evidence]) => ({
  ...{ id: id ?? "", state: state ?? "", evidence: evidence ?? "" },
}));
const pathsOf = (evidence: string) =>
  [...evidence.matchAll(/`([\w@.-]+(?:\/[\w@.-]+)+|[A-Za-z-]+\.\w+)`/g)].map(([, path]) => path ?? "");

test("the security checklist has each requirement of the two levels once, with a plain judgement", () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(253);
  expect(rows).toHaveLength(253);
  for (const { state } of rows) expect(["met", "in part", "not met", "n/a", "operator"]).toContain(state);
});

test("every file that the security checklist names is there", () => {
  const missing = rows.flatMap(({ id, evidence }) =>
    pathsOf(evidence)
      .filter((path) => !existsSync(new URL(path, root)))
      .map((path) => `${id}: ${path}`),
  );
  expect(missing).toEqual([]);
  expect(rows.flatMap(({ evidence }) => pathsOf(evidence)).length).toBeGreaterThan(120);
});
