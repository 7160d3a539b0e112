import { expect, test } from "vitest";
import { readPastedTracking } from "./pasted-tracking.ts";

const row = { order: "12-34", trackingNumber: "RM1", carrier: "Royal Mail" };

test.each([
  ["12-34\tRM1\tRoyal Mail"],
  ["12-34,RM1,Royal Mail\n"],
  ["Order number;Tracking;Carrier\r\n12-34;RM1;Royal Mail\r\n\r\n"],
  ['"12-34", "RM1", "Royal Mail"'],
])("%j is one row", (text) => {
  expect(readPastedTracking(text)).toEqual([row]);
});

test("a row without a carrier or a number keeps its order, and a comma in quotes does not part it", () => {
  expect(readPastedTracking('1,"RM 1"\n2\n3,"A, B"')).toEqual([
    { order: "1", trackingNumber: "RM 1", carrier: "" },
    { order: "2", trackingNumber: "", carrier: "" },
    { order: "3", trackingNumber: "A, B", carrier: "" },
  ]);
});
