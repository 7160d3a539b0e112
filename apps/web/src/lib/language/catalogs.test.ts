import { beforeEach, expect, test, vi } from "vitest";

beforeEach(() => vi.resetModules());

const rules = { "test.hello": "Hello" };

test("a part that arrives while a language is on its way speaks it, and is never nameless", async () => {
  const { addEnglish, i18n, loadTexts, wantTexts } = await import("./catalogs.ts");
  wantTexts("de");
  addEnglish("rules", { ...rules, "rules.rule": "Rule" });
  i18n.activate("de");
  expect([i18n._("test.hello"), i18n._("rules.rule")]).toEqual(["Hello", "Rule"]);
  await loadTexts();
  expect([i18n._("test.hello"), i18n._("rules.rule")]).toEqual(["Hello", "Regel"]);
});

test("going back to English leaves no word of the other language", async () => {
  const { addEnglish, i18n, loadTexts, wantTexts } = await import("./catalogs.ts");
  addEnglish("rules", { "rules.rule": "Rule" });
  wantTexts("de");
  await loadTexts();
  i18n.activate("de");
  expect(i18n._("rules.rule")).toBe("Regel");
  wantTexts("en");
  await loadTexts();
  i18n.activate("en");
  expect(i18n._("rules.rule")).toBe("Rule");
  wantTexts("de");
  i18n.activate("de");
  expect(i18n._("rules.rule")).toBe("Regel");
});
