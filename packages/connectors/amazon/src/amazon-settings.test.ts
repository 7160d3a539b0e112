import { readFileSync } from "node:fs";
import { ConnectorError } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { amazonHosts } from "./amazon-hosts.ts";
import { amazonMarketplaces, marketplaceOf } from "./amazon-marketplaces.ts";
import { operationPath } from "./amazon-operations.ts";
import { readSettings } from "./amazon-settings.ts";
import { createAmazon } from "./index.ts";
import { fakeFetch, testCredentials, testSettings } from "./testing/fake-fetch.ts";
import { packageVersion, userAgent } from "./user-agent.ts";

const refusal = (act: () => unknown): ConnectorError => {
  try {
    act();
  } catch (error) {
    if (ConnectorError.is(error)) return error;
    throw error;
  }
  return expect.fail("it should have been refused");
};
const read = (credentials: Record<string, string>, marketplace?: string) =>
  readSettings({ credentials: { ...testCredentials, ...credentials }, ...(marketplace && { marketplace }) });

describe("region", () => {
  test("follows from the marketplace", () => {
    expect(read({}, "A1F83G8C2ARO7P").hosts().api).toBe("https://sellingpartnerapi-eu.amazon.com");
    expect(read({}, "ATVPDKIKX0DER").hosts().api).toBe("https://sellingpartnerapi-na.amazon.com");
    expect(read({ region: "fe" }, "A1VC38T7YXB528").hosts().api).toBe("https://sellingpartnerapi-fe.amazon.com");
  });

  test("that the marketplace does not belong to is refused with the reason", () => {
    const error = refusal(() => read({ region: "na" }, "A1PA6795UKMFR9").place());
    expect(error).toMatchObject({ code: "invalid_request", issues: [{ path: "region" }] });
    expect(error.message).toBe("amazon.de belongs to Europe, Middle East, Africa and India, not to North America.");
  });

  test("that is wrong stops the first call, before anything is sent", async () => {
    const { fetch, sent } = fakeFetch(() => ({ body: {} }));
    const credentials = { ...testCredentials, region: "na" };
    const probe = createAmazon(testSettings(fetch, { credentials })).probe();
    await expect(probe).rejects.toMatchObject({ code: "invalid_request", issues: [{ path: "region" }] });
    expect(sent).toHaveLength(0);
  });

  test("may follow from a marketplace among the credentials", () => {
    expect(read({ marketplaceId: "A1VC38T7YXB528" }).place().region).toBe("fe");
    expect(read({ marketplaceId: "A1VC38T7YXB528" }, "ATVPDKIKX0DER").place().region).toBe("na");
  });

  test("of further marketplaces must be the same", () => {
    const error = refusal(() => read({ marketplaceIds: "A1F83G8C2ARO7P, ATVPDKIKX0DER" }, "A1F83G8C2ARO7P").place());
    expect(error.message).toContain("amazon.com does not belong to Europe");
    const place = read({ marketplaceIds: "A1PA6795UKMFR9 A1F83G8C2ARO7P;A1PA6795UKMFR9" }, "A1F83G8C2ARO7P").place();
    expect(place.chosen).toEqual(["A1PA6795UKMFR9", "A1F83G8C2ARO7P"]);
  });

  test("without a marketplace there is none, but messages can be checked", async () => {
    expect(refusal(() => read({}).hosts()).issues[0]?.path).toBe("marketplace");
    expect(refusal(() => read({}, "A000000000").place()).message).toContain("A000000000");
    const connector = createAmazon({ credentials: { ...testCredentials, forwarderSecret: "s".repeat(32) } });
    const request = { method: "POST", url: "https://desk.example", endpoint: "https://desk.example" };
    const verification = await connector.webhooks.verify({ ...request, headers: {}, body: new Uint8Array() });
    expect(verification.verified).toBe(false);
    await expect(connector.orders.get("1")).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("has hosts of its own in the sandbox, and prefixes behind one base address", () => {
    const marketplace = marketplaceOf("A1F83G8C2ARO7P")!;
    const place = { region: "eu", marketplace } as const;
    expect(amazonHosts("sandbox", place, undefined)).toEqual({
      lwa: "https://api.amazon.com",
      api: "https://sandbox.sellingpartnerapi-eu.amazon.com",
      sellerCentral: "https://sellercentral-europe.amazon.com",
    });
    expect(amazonHosts("production", place, "http://127.0.0.1:4010/amazon/")).toEqual({
      lwa: "http://127.0.0.1:4010/amazon/lwa",
      api: "http://127.0.0.1:4010/amazon/api-eu",
      sellerCentral: "http://127.0.0.1:4010/amazon/seller-central",
    });
  });
});

test("marketplaces have an id, a currency and a Seller Central of their own", () => {
  expect(amazonMarketplaces).toHaveLength(23);
  expect(new Set(amazonMarketplaces.map(({ id }) => id)).size).toBe(23);
  for (const { sellerCentral } of amazonMarketplaces) expect(sellerCentral).toMatch(/^sellercentral[a-z.-]+$/);
});

test.each([
  ["refreshToken", "Atza|access", "begins with Atzr|"],
  ["applicationId", "amzn1.application-oa2-client.1", "not the client id"],
  ["marketplaceIds", "UK, DE", "Amazon's ids"],
  ["clientSecretCreatedAt", "1 March", "2026-03-01"],
  ["forwarderSecret", "short", "32 characters"],
  ["snsTopicArn", "my-topic", "arn:aws:sns"],
  ["region", "uk", "North America, Europe or Far East"],
])("a wrong %s is refused with a sentence", (name, value, sentence) => {
  expect(refusal(() => read({ [name]: value }, "A1F83G8C2ARO7P")).message).toContain(sentence);
});

test("AWS keys and passwords are not even known", () => {
  const error = refusal(() => read({ awsAccessKeyId: "AKIA" }, "A1F83G8C2ARO7P"));
  expect(error.message).toContain("awsAccessKeyId");
});

test("a SKU with a slash, a space and a percent sign stays one part of the path", () => {
  const path = operationPath("getListingsItem", { sellerId: "A1", sku: "a/b %c" });
  expect(path).toBe("/listings/2021-08-01/items/A1/a%2Fb%20%25c");
});

test("the user agent names this version and the language, as Amazon wants it", () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(packageVersion).toBe(version);
  expect(userAgent()).toMatch(/^Counterfoil\/\d+\.\d+\.\d+ \(Language=Node\.js\/[\d.]+; Platform=\w+\)$/);
  expect(userAgent().length).toBeLessThan(500);
});
