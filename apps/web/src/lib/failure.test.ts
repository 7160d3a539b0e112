import { describe, expect, it } from "vitest";
import { fieldErrors, readFailure } from "./failure.ts";

function thrown(data: unknown): Error {
  return Object.assign(new Error("Some fields need another look."), { name: "TRPCClientError", data });
}

describe("readFailure", () => {
  it("reads what the server says", () => {
    const failure = readFailure(
      thrown({ code: "conflict", issues: [], remedy: "Unlink it first.", requestId: "request-1" }),
    );
    expect(failure).toMatchObject({ code: "conflict", remedy: "Unlink it first.", requestId: "request-1" });
  });

  it("blames the way, not the seller, when no answer came", () => {
    expect(readFailure(thrown(undefined))).toMatchObject({ code: "offline", message: "The server did not answer." });
  });

  it("never trusts a code it does not know", () => {
    expect(readFailure(thrown({ code: "brand_new" })).code).toBe("internal");
  });
});

describe("fieldErrors", () => {
  it("finds a nested field by its own name", () => {
    const failure = readFailure(
      thrown({ code: "invalid", issues: [{ path: "fields.tokenValue", message: "Unknown token." }] }),
    );
    expect(fieldErrors(failure)).toMatchObject({ tokenValue: "Unknown token." });
  });
});
