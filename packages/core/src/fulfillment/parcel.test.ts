import { expect, test } from "vitest";
import { checkParcel, checkTrackingNumber, guessCarrier, matchPlatformCarrier, type ParcelDraft } from "./index.ts";

const now = "2026-04-01T10:00:00.000Z";
const rules = { tracking: "with_carrier", carrier: "any", split: true } as const;
const draftOf = (more: Partial<ParcelDraft> = {}): ParcelDraft => ({
  ...{ carrier: "Royal Mail", trackingNumber: "RM123456785GB", shippedAt: "2026-04-01T09:00:00.000Z", partial: false },
  ...more,
});
const ask = (more: Partial<ParcelDraft> = {}, change: Partial<Parameters<typeof checkParcel>[0]> = {}) =>
  checkParcel({
    ...{ order: { status: "paid", paymentStatus: "paid" }, platformName: "Shop", rules, listed: [], now },
    draft: draftOf(more),
    ...change,
  });

test.each([
  ["RM123456785GB", "Royal Mail"],
  ["rm 1234 5678 5gb", "Royal Mail"],
  ["EA123456785GB", "Parcelforce"],
  ["1Z999AA10123456784", "UPS"],
  ["LX123456785DE", "Deutsche Post"],
  ["9400111899223100001232", null],
  ["JD0002233445566778", "Yodel"],
  ["H00AAA0012345678", "Evri"],
  ["TBA123456789012", "Amazon Shipping"],
  ["RM123456789GB", null],
  ["12", null],
])("the carrier of %s is guessed as %s", (number, name) => {
  expect(guessCarrier(number)?.name ?? null).toBe(name);
});

test.each([
  ["RM123456785GB", "Royal Mail", "fits"],
  ["RM123456789GB", "Royal Mail", "wrong"],
  ["1Z999AA10123456785", "ups", "wrong"],
  ["RM123456785GB", "UPS", "wrong"],
  ["RM123", "Royal Mail", "unusual"],
  ["ANY-123", "A courier nobody knows", "fits"],
  ["RM123\u00a3", null, "wrong"],
])("%s of %s: %s", (number, carrier, verdict) => {
  expect(checkTrackingNumber(number, carrier).verdict).toBe(verdict);
});

test.each([
  ["royal mail", "RoyalMail"],
  ["RoyalMail", "RoyalMail"],
  ["Hermes", "EVRI_UK"],
  ["Evri", "EVRI_UK"],
  ["FedEx", null],
])("the word %s is the platform's %s", (word, code) => {
  const listed = [
    { code: "RoyalMail", name: "Royal Mail" },
    { code: "EVRI_UK", name: "Evri" },
  ];
  expect(matchPlatformCarrier(word, listed)?.code ?? null).toBe(code);
});

test("a parcel goes with the platform's own code, and a guessed carrier is told as guessed", () => {
  const listed = [{ code: "11", name: "Royal Mail Group" }];
  expect(ask({ carrier: null }, { listed })).toMatchObject({
    ready: true,
    carrier: { value: "11", name: "Royal Mail Group", guessed: true },
  });
});

test.each([
  [{ shippedAt: "2026-04-02T09:00:00.000Z" }, "date"],
  [{ shippedAt: "yesterday" }, "date"],
  [{ trackingNumber: null }, "tracking_missing"],
  [{ carrier: null, trackingNumber: "12" }, "carrier_missing"],
  [{ trackingNumber: "RM123456780GB" }, "tracking_wrong"],
] as const)("%j is refused as %s", (more, fault) => {
  expect(ask(more)).toMatchObject({ ready: false, fault });
});

test("a number that the seller stands by goes as it was written", () => {
  expect(ask({ trackingNumber: "RM123456780GB", acceptTracking: true })).toMatchObject({ ready: true });
});

test("an unusual number goes, with a word about it", () => {
  expect(ask({ trackingNumber: "RM123" })).toMatchObject({ ready: true, warnings: [expect.stringContaining("RM123")] });
});

test("a platform's closed list refuses other carriers and names its own", () => {
  const closed = { rules: { ...rules, carrier: "listed" as const }, listed: [{ code: "1", name: "Yodel" }] };
  expect(ask({}, closed)).toMatchObject({ fault: "carrier_unknown", message: expect.stringContaining("Yodel") });
});

test("a platform that needs a number refuses to go without; one that takes whole orders refuses a part", () => {
  expect(ask({ carrier: null, trackingNumber: null }, { rules: { ...rules, tracking: "needed" } })).toMatchObject({
    fault: "tracking_missing",
  });
  expect(ask({ partial: true }, { rules: { ...rules, split: false } })).toMatchObject({ fault: "not_splittable" });
});

test.each([
  ["pending", "unpaid"],
  ["shipped", "paid"],
  ["cancelled", "paid"],
  ["returned", "refunded"],
  ["paid", "refunded"],
  ["unknown", "unpaid"],
  ["on_hold", "paid"],
] as const)("case A29: an order that is %s (%s) is refused", (status, paymentStatus) => {
  expect(ask({}, { order: { status, paymentStatus } })).toMatchObject({ ready: false, fault: "not_sendable" });
});
