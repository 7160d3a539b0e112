import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSimulatorServer } from "../kit/index.ts";
import { createOpenApiChecker } from "./index.ts";

const DOCUMENT = {
  openapi: "3.0.0",
  servers: [{ url: "https://api.example.com{basePath}", variables: { basePath: { default: "/v1" } } }],
  paths: {
    "/thing/{id}": {
      put: {
        operationId: "putThing",
        parameters: [
          { name: "id", in: "path", required: true },
          { name: "Content-Language", in: "header", required: true },
          { name: "dry", in: "query" },
        ],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
        responses: { "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } } },
      },
    },
  },
  components: {
    schemas: {
      Thing: { type: "object", properties: { size: { type: "integer" }, part: { $ref: "#/components/schemas/Part" } } },
      Part: { type: "object", properties: { name: { type: "string" } } },
    },
  },
};

const directory = mkdtempSync(join(tmpdir(), "openapi-"));
const file = join(directory, "things.json");
let answer: { status: 200 | 418; body: unknown } = { status: 200, body: {} };
const server = createSimulatorServer({
  simulators: [],
  extraRoutes: new Hono().put("/things/v1/thing/:id", (c) => c.json(answer.body as object, answer.status)),
});
let origin = "";
beforeAll(async () => {
  writeFileSync(file, JSON.stringify(DOCUMENT));
  origin = await server.start();
});
afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true });
});

async function violationsOf(request: { body: unknown; query?: string; language?: string }, answered: typeof answer) {
  const checker = createOpenApiChecker({ files: [file], prefix: "/things", allowedProperties: ["extra"] });
  answer = answered;
  const headers = {
    "content-type": "application/json",
    ...(request.language && { "content-language": request.language }),
  };
  const url = `${origin}/things/v1/thing/7${request.query ?? ""}`;
  const response = await checker.fetch(url, { method: "PUT", headers, body: JSON.stringify(request.body) });
  expect(await response.json()).toEqual(answered.body);
  expect(checker.operations()).toEqual(["putThing"]);
  return checker.violations();
}

it("passes what the document declares", async () => {
  const good = { body: { size: 1, part: { name: "a" } }, query: "?dry=1", language: "en-GB" };
  expect(await violationsOf(good, { status: 200, body: { size: 2, extra: true } })).toEqual([]);
});

it("names each thing that does not fit, in request and answer", async () => {
  const bad = { body: { size: "big", part: { nickname: "a" } }, query: "?colour=red" };
  const violations = await violationsOf(bad, { status: 418, body: {} });
  expect(violations).toEqual([
    "putThing request: query parameter colour is not declared",
    "putThing request: header Content-Language is required",
    "putThing request: /size must be integer",
    "putThing request: /part must NOT have additional properties nickname",
    "putThing answer: status 418 is not declared",
  ]);
  const wrongAnswer = await violationsOf({ body: {}, language: "en" }, { status: 200, body: { size: null } });
  expect(wrongAnswer).toEqual(["putThing answer 200: /size must be integer"]);
});

it("leaves calls of unknown paths alone", async () => {
  const checker = createOpenApiChecker({ files: [file], prefix: "/things" });
  expect((await checker.fetch(`${origin}/elsewhere`)).status).toBe(404);
  expect(checker.operations()).toEqual([]);
});
