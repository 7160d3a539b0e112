import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createSimulatorServer } from "../kit/index.ts";
import { createOpenApiChecker } from "./index.ts";

const DOCUMENT = {
  swagger: "2.0",
  host: "api.example.com",
  basePath: "/",
  parameters: { Dry: { name: "dry", in: "query", type: "boolean", required: true } },
  paths: {
    "/v1/things/{id}": {
      parameters: [{ $ref: "#/parameters/Dry" }],
      put: {
        operationId: "putThing",
        parameters: [
          { name: "id", in: "path", required: true, type: "string" },
          { name: "body", in: "body", required: true, schema: { $ref: "#/definitions/Thing" } },
        ],
        responses: { "200": { schema: { $ref: "#/definitions/Answer" } }, "204": { description: "Nothing" } },
      },
    },
  },
  definitions: {
    Thing: { type: "object", required: ["size"], properties: { size: { type: "integer" } } },
    Answer: { type: "object", properties: { payload: { $ref: "#/definitions/Whole" } } },
    Named: { type: "object", properties: { name: { type: "string" } } },
    Whole: { allOf: [{ $ref: "#/definitions/Named" }, { type: "object", properties: { kind: { enum: ["A", "B"] } } }] },
  },
};

const directory = mkdtempSync(join(tmpdir(), "swagger2-"));
const file = join(directory, "things.json");
let answer: unknown = {};
const server = createSimulatorServer({
  simulators: [],
  extraRoutes: new Hono().put("/sim/eu/v1/things/:id", (c) => c.json(answer as object)),
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

async function violationsOf(query: string, sent: unknown, answered: unknown) {
  const checker = createOpenApiChecker({ files: [file], prefix: ["/sim/na", "/sim/eu"] });
  answer = answered;
  await checker.fetch(`${origin}/sim/eu/v1/things/7${query}`, { method: "PUT", body: JSON.stringify(sent) });
  expect(checker.operations()).toEqual(["putThing"]);
  return checker.violations();
}

it("reads Swagger 2 documents: bodies, shared parameters, compositions", async () => {
  expect(await violationsOf("?dry=true", { size: 1 }, { payload: { name: "x", kind: "A" } })).toEqual([]);
});

it("names what does not fit a Swagger 2 document", async () => {
  const violations = await violationsOf("", { size: "1", colour: "red" }, { payload: { kind: "C" }, extra: 1 });
  expect(violations).toEqual([
    "putThing request: query dry is required",
    "putThing request: body must NOT have additional properties colour",
    "putThing request: /size must be integer",
    "putThing answer 200: body must NOT have additional properties extra",
    "putThing answer 200: /payload/kind must be equal to one of the allowed values",
  ]);
});
