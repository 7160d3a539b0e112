import { expect, it } from "vitest";
import { fencedFetch } from "./fenced-fetch.ts";

it("reaches one origin only behind the fence", async () => {
  let calls = 0;
  const counting: typeof fetch = async () => {
    calls += 1;
    return new Response("{}");
  };
  const fenced = fencedFetch(counting, "https://demo.bricqer.com/api/v1");
  expect((await fenced("https://demo.bricqer.com/api/v1/x")).status).toBe(200);
  for (const url of ["http://demo.bricqer.com/api/v1/x", "https://demo.bricqer.com:444/", "https://evil.test/"]) {
    await expect(fenced(url)).rejects.toThrow(/may call https:\/\/demo.bricqer.com only/);
  }
  expect(calls).toBe(1);
});
