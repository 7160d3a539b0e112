import { describe, expect, it } from "vitest";
import { judgePassword } from "./password-strength.ts";

describe("judgePassword", () => {
  it.each([
    ["short1!A", "Use at least 12 characters."],
    ["passwordpassword", "first that are tried"],
    ["aaaaaaaaaaaa", "first that are tried"],
    ["ada.brick-19990", "Leave your own name"],
  ])("refuses %s", (password, advice) => {
    const judged = judgePassword(password, ["Ada", "ada.brick"]);
    expect(judged.score).toBe(0);
    expect(judged.advice).toContain(advice);
  });

  it("holds a long phrase above a short riddle", () => {
    const phrase = judgePassword("copper shelf ladder rain");
    const riddle = judgePassword("xT9!kq2#LwZr");
    expect(phrase.score).toBeGreaterThan(riddle.score);
    expect(riddle.advice).toBeNull();
  });
});
