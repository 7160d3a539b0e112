import { expect, test } from "vitest";
import { passwordProblem } from "./password-rule.ts";

const ann = { name: "Ann Seller", email: "ann.seller@example.com", workspaces: ["Brick Corner"] };

test.each(["seven purple bricks", "correct horse battery staple", "Xk7#mQ2v!pL9zR", "twelve grey seals sleep"])(
  "%s is good enough",
  (password) => {
    expect(passwordProblem(password, ann)).toBeNull();
  },
);

test.each([
  ["short", /at least 12/],
  ["a".repeat(129), /at most 128/],
  ["aaaaaabbbbbb", /more different/],
  ["ann.seller@example.com", /your email address/],
  ["Ann Seller 2026", /your name/],
  ["Brick Corner 1!", /name of your shop/],
  ["passwordpassword", /tried first/],
  ["Password1234!", /tried first/],
  ["qwertyuiopasdf", /tried first/],
  ["iloveyou12345", /tried first/],
])("%s is refused", (password, reason) => {
  expect(passwordProblem(password, ann)).toMatch(reason);
});
