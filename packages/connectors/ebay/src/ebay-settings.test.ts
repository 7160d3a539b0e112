import type { ConnectorError } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { credentialWarnings, ebayFields } from "./ebay-fields.ts";
import { createEbay, type EbaySettings, ebay } from "./index.ts";

const credentials = { clientId: "Counterf-desk-PRD-0123456789-abcdef01", clientSecret: "PRD-0123456789ab" };
const schemaOf = (name: string) => ebayFields.find((field) => field.name === name)!.schema;
const complaint = (name: string, value: unknown) => schemaOf(name).safeParse(value).error?.issues[0]?.message ?? null;

describe("the connection form", () => {
  test.each([
    ["clientId", "short", /too short/],
    ["clientId", "two words here", /no spaces/],
    ["clientId", undefined, /Enter the App ID/],
    ["clientSecret", "", /Enter the Cert ID/],
    ["ruName", "https://desk.example.com/callback", /not a web address/],
    ["ruName", "Jane Doe", /no spaces/],
    ["ruName", "Jane/Doe", /no slashes/],
    ["devId", "devid", /looks like/],
    ["verificationToken", "short", /32 to 80/],
    ["verificationToken", `${"a".repeat(31)} b`, /only letters/],
    ["signingKeyPrivate", "not a key", /not a private key/],
  ])("%s %j: %s", (name, value, message) => {
    expect(complaint(name, value)).toMatch(message);
  });

  test.each([
    ["clientId", " Counterf-desk-PRD-0123456789-abcdef01 "],
    ["ruName", "Jane_Doe-JaneDoe-Counte-abcdefgh"],
    ["devId", "1a2b3c4d-1234-1234-1234-1a2b3c4d5e6f"],
    ["verificationToken", "counterfoil_verification_token_0000001"],
    ["signingKeyPrivate", "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"],
  ])("%s takes %j", (name, value) => {
    expect(complaint(name, value)).toBeNull();
  });

  test("secrets are marked as such", () => {
    expect(ebayFields.filter(({ secret }) => secret).map(({ name }) => name)).toEqual([
      "clientSecret",
      "verificationToken",
      "signingKeyPrivate",
    ]);
  });

  test("keys of the other environment are accepted with a warning", () => {
    expect(credentialWarnings(credentials, "production")).toEqual([]);
    expect(credentialWarnings(credentials, "sandbox")).toHaveLength(2);
  });
});

describe("settings", () => {
  const refused = (settings: unknown) => {
    try {
      createEbay(settings as EbaySettings);
    } catch (error) {
      return error as ConnectorError;
    }
    throw new Error("the settings were accepted");
  };

  test.each([
    ["a misspelt setting", { credentials, enviroment: "sandbox" }],
    ["an unknown environment", { credentials, environment: "staging" }],
    ["an unknown marketplace", { credentials, marketplace: "EBAY_MARS" }],
    ["a misspelt credential", { credentials: { ...credentials, clientSecert: "x" } }],
    ["a missing credential", { credentials: { clientId: credentials.clientId } }],
  ])("%s is refused, without repeating a value", (_name, settings) => {
    const error = refused(settings);
    expect(error).toMatchObject({ code: "invalid_request" });
    expect(error.issues.length).toBeGreaterThan(0);
    expect(JSON.stringify([error.message, error.issues])).not.toContain(credentials.clientSecret);
  });

  test("an empty optional field counts as not given", () => {
    expect(createEbay({ credentials: { ...credentials, ruName: "", devId: "" } }).manifest.platform).toBe("ebay");
  });
});

test("the manifest lists eBay's marketplaces with their currencies, and what is unverified about its limits", () => {
  const { marketplaces, limits, setupSteps } = ebay.manifest;
  expect(marketplaces).toHaveLength(20);
  expect(marketplaces).toContainEqual({ id: "EBAY_PL", label: "Poland", currency: "PLN" });
  expect(limits.find(({ operation }) => operation === "Trading")).toMatchObject({ requests: 5000, verified: true });
  expect(limits.find(({ operation }) => operation === "Fulfillment")).toMatchObject({ verified: false });
  expect(setupSteps.length).toBeGreaterThan(3);
});
