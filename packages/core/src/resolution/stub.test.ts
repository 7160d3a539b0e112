import { expect, test } from "vitest";
import { canonicalJson, findBrokenStub, initialLineState, type StubBody, sealStub } from "./index.ts";

// A stand-in that any change of the text changes; the server injects SHA-256.
const hash = (text: string) => `${text.length}:${[...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7)}`;
const body = (id: string): StubBody => ({
  id,
  lineId: "l",
  kind: "linked",
  decider: { kind: "system" },
  at: "2026-03-01T10:00:00Z",
  evidence: [{ text: "SKU S is the same", effect: "agrees" }],
  losers: [],
  score: 0.9,
  note: null,
  before: initialLineState(),
  after: initialLineState(),
  undoes: null,
});

test("equal content has equal text whatever the order of its keys", () => {
  expect(canonicalJson({ b: [1, { d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[1,{"d":1}]}');
});

test("a chain shows the stub that was changed, taken out or put in another place", () => {
  const first = sealStub(body("1"), null, hash);
  const second = sealStub(body("2"), first.hash, hash);
  const third = sealStub(body("3"), second.hash, hash);
  expect(findBrokenStub([first, second, third], hash)).toBeNull();
  expect(findBrokenStub([first, { ...second, score: 0.1 }, third], hash)?.id).toBe("2");
  expect(findBrokenStub([first, third], hash)?.id).toBe("3");
  expect(findBrokenStub([second, first, third], hash)?.id).toBe("2");
});
