import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

async function localeFor(languages: readonly string[]): Promise<string> {
  vi.stubGlobal("navigator", { languages });
  vi.resetModules();
  return (await import("./language.ts")).currentLocale();
}

test.each([
  [["en-GB", "de"], "en-GB"],
  [["de-AT", "en-NZ"], "en-NZ"],
  [["fr"], "en"],
  [["en-US@posix"], "en"],
  [[], "en"],
])("numbers are written as the reader of %j writes them in English: %s", async (languages, wanted) => {
  expect(await localeFor(languages)).toBe(wanted);
});
