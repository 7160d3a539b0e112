import { basename } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { jsonSchemaOf, type KnownOperation, operationsOf, readDocument, type Schema } from "./openapi-document.ts";

export interface OpenApiCheckerOptions {
  /** OpenAPI 3 or Swagger 2 documents (JSON). */
  files: readonly string[];
  /** Path (or several) under which the simulator serves the API; taken off before a path is looked up. */
  prefix: string | readonly string[];
  /** Properties that answers or requests may carry although the documents do not know them. */
  allowedProperties?: readonly string[];
}

/** Watches calls and compares them with published API models. */
export interface OpenApiChecker {
  /** A `fetch` that checks every call of a known operation, both ways, and passes it on unchanged. */
  readonly fetch: typeof fetch;
  /** What did not fit, one line each, oldest first. */
  violations(): string[];
  /** Ids of the operations checked so far. */
  operations(): string[];
  /** Forgets violations and operations. */
  clear(): void;
}

/** Statuses that any operation may answer with, declared or not. */
const COMMON_STATUSES = [401, 403, 429];

/** Makes a checker; undeclared properties, statuses and query parameters count as violations. */
export function createOpenApiChecker(options: OpenApiCheckerOptions): OpenApiChecker {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const known: KnownOperation[] = [];
  for (const file of options.files) {
    const document = readDocument(file);
    const documentId = basename(file);
    ajv.addSchema({ ...document }, documentId);
    known.push(...operationsOf(document, documentId));
  }
  const seen = new Set<string>();
  let violations: string[] = [];
  const validators = new Map<Schema, ValidateFunction>();

  const validatorOf = ({ documentId }: KnownOperation, schema: Schema) => {
    const existing = validators.get(schema);
    if (existing !== undefined) return existing;
    const compiled = ajv.compile(qualify(schema, documentId));
    validators.set(schema, compiled);
    return compiled;
  };
  const checkBody = (where: string, known: KnownOperation, schema: Schema | undefined, text: string) => {
    if (schema === undefined || text === "") return;
    const validate = validatorOf(known, schema);
    const body = tryParse(text);
    if (body === undefined) violations.push(`${where}: the body is not JSON`);
    else if (!validate(body)) {
      for (const error of validate.errors ?? []) {
        const extra = String(error.params["additionalProperty"] ?? "");
        if (options.allowedProperties?.includes(extra)) continue;
        violations.push(`${where}: ${error.instancePath || "body"} ${error.message ?? ""} ${extra}`.trim());
      }
    }
  };

  return {
    violations: () => [...violations],
    operations: () => [...seen],
    clear() {
      violations = [];
      seen.clear();
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const url = new URL(request.url);
      const prefix = [options.prefix].flat().find((start) => url.pathname.startsWith(start)) ?? "";
      const path = url.pathname.slice(prefix.length);
      const operation = known.find((entry) => entry.method === request.method && entry.pattern.test(path));
      if (operation === undefined) return fetch(input, init);
      const name = operation.operation.operationId ?? path;
      seen.add(name);
      violations.push(...parameterViolations(`${name} request`, operation, request, url));
      const sent = await request.clone().text();
      checkBody(`${name} request`, operation, jsonSchemaOf(operation.operation.requestBody), sent);
      const response = await fetch(input, init);
      const declared = operation.operation.responses[String(response.status)];
      if (declared === undefined && !COMMON_STATUSES.includes(response.status)) {
        violations.push(`${name} answer: status ${response.status} is not declared`);
      }
      const received = await response.clone().text();
      checkBody(`${name} answer ${response.status}`, operation, jsonSchemaOf(declared), received);
      return response;
    },
  };
}

function parameterViolations(where: string, { operation }: KnownOperation, request: Request, url: URL): string[] {
  const parameters = operation.parameters ?? [];
  const names = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  const unknown = [...url.searchParams.keys()].filter((name) => !names.includes(name));
  const missing = parameters.filter(
    ({ name, in: place, required }) =>
      required === true &&
      ((place === "header" && !request.headers.has(name)) || (place === "query" && !url.searchParams.has(name))),
  );
  return [
    ...unknown.map((name) => `${where}: query parameter ${name} is not declared`),
    ...missing.map(({ name, in: place }) => `${where}: ${place} ${name} is required`),
  ];
}

// References inside a document are written relative to it; a schema compiled by itself needs them in full.
function qualify(schema: Schema, documentId: string): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${documentId}#/`)) as Schema;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
