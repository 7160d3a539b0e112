import { expect, test } from "vitest";
import { guessCountry } from "./places.ts";

test.each([
  ["en-GB", "Europe/London", "GB"],
  ["en-US@posix", "America/New_York", "US"],
  ["en_GB.UTF-8", "Europe/London", "GB"],
  ["C", "America/New_York", "US"],
  ["not a language", "America/New_York", "US"],
])("a browser that speaks %s in %s is in %s", (language, timeZone, country) => {
  expect(guessCountry(language, timeZone)).toBe(country);
});
