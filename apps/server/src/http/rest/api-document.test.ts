import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { openTestDatabase } from "@counterfoil/db/testing";
import { Validator } from "@seriousme/openapi-schema-validator";
import { generateApi } from "swagger-typescript-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTwoSellers, type TwoSellers } from "../../testing/two-sellers.ts";

const run = promisify(execFile);

describe("the document of the doors", () => {
  let sellers: TwoSellers;
  let document: object;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const database = await openTestDatabase("postgres");
    sellers = await startTwoSellers(database);
    close = async () => {
      await sellers.stop();
      await database.close();
    };
    document = (await (await fetch(`${sellers.server.url}/api/openapi.json`)).json()) as object;
  });
  afterAll(() => close?.());

  test("is valid OpenAPI 3.1", async () => {
    expect(await new Validator().validate(structuredClone(document) as Record<string, unknown>)).toEqual({
      valid: true,
    });
    expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: sellers.server.url }] });
  });

  test("is shown for reading, without a script and under the page's own policy", async () => {
    const page = await fetch(`${sellers.server.url}/api/docs`);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
    const html = await page.text();
    expect(html).not.toMatch(/<script|src=|https?:\/\/(?!127)/);
    for (const path of Object.keys((document as { paths: object }).paths)) expect(html).toContain(path);
  });

  test("a client that a stock generator made of it compiles, and lists the queue of a live server", async () => {
    const folder = await mkdtemp(join(tmpdir(), "counterfoil-generated-"));
    try {
      const made = await generateApi({ output: false, spec: structuredClone(document) as never, silent: true });
      await writeFile(join(folder, "api.ts"), made.files.map(({ fileContent }) => fileContent).join("\n"));
      await writeFile(join(folder, "list-queue.ts"), clientExample);
      await writeFile(join(folder, "package.json"), '{ "type": "module" }');
      const options = [
        "--strict",
        "--skipLibCheck",
        "--module",
        "nodenext",
        "--target",
        "es2023",
        "--lib",
        "es2023,dom",
      ];
      const compiler = join(import.meta.dirname, "../../../../../node_modules/.bin/tsc");
      const files = ["--rewriteRelativeImportExtensions", "--ignoreConfig", join(folder, "list-queue.ts")];
      await run(compiler, [...options, ...files]).catch((error: { stdout: string }) => expect(error.stdout).toBe(""));
      const { listQueue } = await import(pathToFileURL(join(folder, "list-queue.js")).href);
      expect(await listQueue(sellers.server.url, sellers.ann.token)).toEqual({ pending: 0, titles: [], page: 1 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

const clientExample = `import { Api } from "./api.ts";

export async function listQueue(baseUrl: string, token: string) {
  const { api } = new Api({ baseUrl, baseApiParams: { headers: { authorization: "Bearer " + token }, format: "json" } });
  const { data } = await api.listQueue("ebay", { status: "pending", limit: 20 });
  const pending: number = data.stats.pending;
  const titles: string[] = data.data.map((entry) => entry.candidates[0]?.title ?? entry.title);
  return { pending, titles, page: data.pagination.page };
}
`;
