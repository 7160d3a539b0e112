import { expect, test } from "vitest";
import { createAmazon } from "./index.ts";
import { type FakeAnswer, fakeFetch, testClock, testNow, testSettings, wireOrder } from "./testing/fake-fetch.ts";

const quota: FakeAnswer = {
  status: 429,
  body: { errors: [{ code: "QuotaExceeded", message: "You exceeded your quota for the requested resource." }] },
};
const order: FakeAnswer = { body: { order: wireOrder("203-0000000-0000001") } };

function connect(answers: FakeAnswer[]) {
  const clock = testClock();
  const { fetch, sent } = fakeFetch(() => (answers.length > 1 ? answers.shift() : answers[0]));
  const times: number[] = [];
  const timed: typeof fetch = (...input) => {
    times.push(clock.now() - testNow);
    return fetch(...input);
  };
  return { orders: createAmazon(testSettings(timed, { now: clock.now, sleep: clock.sleep })).orders, times, sent };
}

test("after the burst, calls go out at Amazon's rate", async () => {
  const { orders, times } = connect([order]);
  for (let count = 0; count < 40; count += 1) await orders.get("203-0000000-0000001");
  // 30 at once, of which the last tenth is kept for more urgent calls; then one in two seconds.
  expect(times.slice(0, 27)).toEqual(Array(27).fill(0));
  expect(times.slice(27, 30)).toEqual([2_000, 4_000, 6_000]);
});

test("a rate that Amazon tells for this account is taken over", async () => {
  const { orders, times } = connect([{ ...order, headers: { "x-amzn-RateLimit-Limit": "5.0" } }]);
  for (let count = 0; count < 32; count += 1) await orders.get("203-0000000-0000001");
  expect(times.slice(27)).toEqual([200, 400, 600, 800, 1_000]);
});

test("a 429 has no time in it: the next call waits for one refill, with nothing left of the burst", async () => {
  const { orders, times } = connect([order, quota, order]);
  for (let count = 0; count < 4; count += 1) await orders.get("203-0000000-0000001");
  expect(times.slice(0, 2)).toEqual([0, 0]);
  expect(times[2]).toBeGreaterThanOrEqual(2_000);
  expect((times[3] ?? 0) - (times[2] ?? 0)).toBeGreaterThan(1_900);
});

test("a Retry-After is kept, should Amazon or something before it give one", async () => {
  const { orders, times } = connect([{ ...quota, headers: { "retry-after": "7" } }, order]);
  await orders.get("203-0000000-0000001");
  expect(times[1]).toBeGreaterThanOrEqual(7_000);
});

test.each([
  ["an HTML page", { status: 400, body: "<html><body>Bad Request</body></html>" }, "invalid_request"],
  ["plain text", { status: 403, body: "forbidden" }, "permission_denied"],
  [
    "a code with a space",
    { status: 400, body: { errors: [{ code: "Invalid Input", message: "No." }] } },
    "invalid_request",
  ],
  [
    "a missing role",
    {
      status: 400,
      body: {
        errors: [{ code: "InvalidInput", message: "Application do not have access to some or all requested resource" }],
      },
    },
    "permission_denied",
  ],
  [
    "an unknown order",
    { status: 404, body: { errors: [{ code: "NotFound", message: "No such order." }] } },
    "not_found",
  ],
  [
    "a missing token",
    { status: 403, body: { errors: [{ code: "MissingAuthenticationToken", message: "Missing" }] } },
    "invalid_request",
  ],
])("%s is read as %s", async (_, answer: FakeAnswer, code) => {
  await expect(connect([answer]).orders.get("1")).rejects.toMatchObject({ code, retryable: false });
});

test("a refusal names the role that the call needs", async () => {
  const denied: FakeAnswer = { status: 403, body: { errors: [{ code: "Unauthorized", message: "Access denied." }] } };
  await expect(connect([denied]).orders.get("1")).rejects.toMatchObject({
    code: "permission_denied",
    message: expect.stringContaining("(Inventory and Order Tracking)"),
  });
});

test("a passing 503 is survived; a lasting one is unavailable", async () => {
  const down: FakeAnswer = { status: 503, body: { errors: [{ code: "ServiceUnavailable", message: "Later." }] } };
  expect((await connect([down, down, order]).orders.get("1")).externalId).toBe("203-0000000-0000001");
  await expect(connect([down]).orders.get("1")).rejects.toMatchObject({ code: "unavailable", retryable: true });
});
