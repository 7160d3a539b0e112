import { ConnectorError } from "@counterfoil/connector-kit";
import { expect, test } from "vitest";
import { bricklinkFields, keyWarnings } from "./bricklink-fields.ts";
import { readSettings } from "./bricklink-settings.ts";

const keys = {
  consumerKey: "A1A1A1A1B2B2B2B2C3C3C3C3D4D4D4D4",
  consumerSecret: "0123456789ABCDEF0123456789ABCDEF",
  tokenValue: "FEDCBA9876543210FEDCBA9876543210",
  tokenSecret: "00112233445566778899AABBCCDDEEFF",
};

function refusal(credentials: Record<string, string>, more: object = {}): string {
  try {
    readSettings({ credentials, ...more });
  } catch (error) {
    if (ConnectorError.is(error)) return `${error.code}: ${error.message}`;
  }
  return "accepted";
}

test.each([
  ["two equal keys", { ...keys, tokenSecret: keys.consumerSecret }, /Two of the four keys are equal/],
  ["a space inside", { ...keys, tokenValue: "FEDCBA98 76543210FEDCBA9876543210" }, /token value has no spaces/],
  ["a BrickStore token", { ...keys, tokenSecret: "x".repeat(200) }, /BrickStore access token/],
  ["half a key", { ...keys, consumerKey: "A1A1" }, /consumer key is too short/],
  ["a missing key", { ...keys, consumerSecret: "" }, /Enter the consumer secret/],
  ["too many daily calls", { ...keys, dailyCalls: "9000" }, /between 100 and 5000/],
  ["no number of daily calls", { ...keys, dailyCalls: "many" }, /whole number/],
  ["a field nobody knows", { ...keys, apiKey: "x" }, /apiKey/],
])("refuses %s with a sentence", (_, credentials, sentence) => {
  expect(refusal(credentials as Record<string, string>)).toMatch(sentence);
});

test("refuses a misspelt setting", () => {
  expect(refusal(keys, { baseUrl: "https://x.example" })).toMatch(/^invalid_request/);
});

test("no refusal repeats a key", () => {
  const given = { ...keys, tokenSecret: keys.consumerSecret, dailyCalls: "x" };
  for (const value of Object.values(keys)) expect(refusal(given)).not.toContain(value);
});

test("takes keys with blanks around and in lower case, and has defaults", () => {
  const context = readSettings({ credentials: { ...keys, consumerKey: ` ${keys.consumerKey.toLowerCase()} ` } });
  expect(context.keys.consumerKey).toBe(keys.consumerKey);
  expect(context).toMatchObject({
    baseURL: "https://api.bricklink.com/api/store/v1",
    dailyCalls: 4000,
    includeArchived: true,
  });
});

test("warns of an unusual key, which is accepted", () => {
  const credentials = { ...keys, tokenValue: "not-hexadecimal-but-32-letters-xx" };
  expect(refusal(credentials)).toBe("accepted");
  expect(keyWarnings(credentials)).toEqual([
    "The token value does not look like BrickLink's usual 32 hexadecimal digits.",
  ]);
});

test("all four keys are secret fields", () => {
  expect(bricklinkFields.filter((field) => field.secret).map((field) => field.name)).toEqual(Object.keys(keys));
});
