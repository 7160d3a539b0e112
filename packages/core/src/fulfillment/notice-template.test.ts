import fc from "fast-check";
import { expect, test } from "vitest";
import { fillNotice, fillNoticeSubject, type NoticeValues, unknownNoticeWords } from "./notice-template.ts";

const values: NoticeValues = {
  ...{ buyer_name: "Bob", shop: "Brick Owl", order_number: "730", carrier: "Royal Mail", tracking_number: "RM1" },
  ...{ items: "2 × Castle\n1 × Boat", seller: "Ada Bricks" },
};

test("values stand in place of their words", () => {
  expect(fillNotice("Hello {buyer_name},\n{items}\n{seller}", values)).toBe(
    "Hello Bob,\n2 × Castle\n1 × Boat\nAda Bricks",
  );
});

test("a line with something that is not known is left out, and the others stay", () => {
  const template = "Your parcel left.\nWith {carrier}, number {tracking_number}.\nThanks";
  expect(fillNotice(template, { ...values, tracking_number: null })).toBe("Your parcel left.\nThanks");
});

test("words that stand for nothing are named", () => {
  expect(unknownNoticeWords("{buyer_name} {total} {Total} {total} {x}")).toEqual(["total", "x"]);
});

test("words that every object knows stand for nothing either, and stay as they are", () => {
  expect(unknownNoticeWords("{constructor} {__proto__}")).toEqual(["constructor", "__proto__"]);
  expect(fillNotice("Hello {constructor}", values)).toBe("Hello {constructor}");
});

test("what a buyer wrote is never a template, a header or another line", () => {
  const name = "{tracking_number}\r\nBcc: all@example.com";
  expect(fillNotice("Hello {buyer_name}!", { ...values, buyer_name: name })).toBe(
    "Hello {tracking_number} Bcc: all@example.com!",
  );
  expect(fillNoticeSubject("Parcel for {buyer_name}", { ...values, buyer_name: name })).not.toMatch(/[\r\n]/);
});

test("whatever the values, the lines of the template stay the lines of the notice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (buyer_name, order_number) => {
      const filled = fillNotice("A {buyer_name} a\nB {order_number} b", { ...values, buyer_name, order_number });
      expect(filled.split("\n")).toHaveLength(2);
      expect(fillNoticeSubject("{buyer_name}", { ...values, buyer_name }).length).toBeLessThanOrEqual(200);
    }),
  );
});
