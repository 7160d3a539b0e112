import { describe, expect, it } from "vitest";
import { readAhead } from "./read-ahead.ts";

function told(pages: number, { failAt = -1 }: { failAt?: number } = {}) {
  const steps: string[] = [];
  async function* read() {
    try {
      for (let page = 1; page <= pages; page += 1) {
        if (page === failAt) throw new Error("the platform is away");
        steps.push(`read ${page}`);
        yield page;
      }
    } finally {
      steps.push("closed");
    }
  }
  return { steps, source: read() };
}

const aMoment = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("reading ahead", () => {
  it("reads the next page while the last one is worked on, and never two", async () => {
    const { steps, source } = told(3);
    for await (const page of readAhead(source)) {
      await aMoment();
      steps.push(`wrote ${page}`);
    }
    expect(steps).toEqual(["read 1", "read 2", "wrote 1", "read 3", "wrote 2", "closed", "wrote 3"]);
  });

  it("tells of a failure after what was read before it", async () => {
    const { steps, source } = told(3, { failAt: 3 });
    const work = (async () => {
      for await (const page of readAhead(source)) {
        await aMoment();
        steps.push(`wrote ${page}`);
      }
    })();
    await expect(work).rejects.toThrow("the platform is away");
    expect(steps).toEqual(["read 1", "read 2", "wrote 1", "closed", "wrote 2"]);
  });

  it("closes the source when it is left early", async () => {
    const { steps, source } = told(3);
    const work = (async () => {
      for await (const page of readAhead(source)) throw new Error(`page ${page} could not be written`);
    })();
    await expect(work).rejects.toThrow("page 1 could not be written");
    expect(steps.at(-1)).toBe("closed");
  });
});
