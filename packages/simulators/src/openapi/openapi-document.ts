import { readFileSync } from "node:fs";
import { fromSwagger2, type Swagger2Document } from "./swagger2-document.ts";

/** JSON Schema as far as it is walked here. */
export interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  [keyword: string]: unknown;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}

export interface Content {
  content?: Record<string, { schema?: Schema }>;
}

export interface Operation {
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: Content;
  responses: Record<string, Content>;
}

/** The parts of an OpenAPI 3 document that checking needs. */
export interface OpenApiDocument {
  servers?: { url: string; variables?: Record<string, { default: string }> }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** One operation with the pattern its path must match. */
export interface KnownOperation {
  method: string;
  pattern: RegExp;
  operation: Operation;
  document: OpenApiDocument;
  documentId: string;
}

const METHODS = ["get", "put", "post", "delete", "patch"];

/** Reads a document of OpenAPI 3 or Swagger 2 and closes its schemas: an undeclared property is then a violation. */
export function readDocument(file: string): OpenApiDocument {
  // The files are API documents by the caller's promise; a wrong one fails at its first use.
  const read = JSON.parse(readFileSync(file, "utf8")) as OpenApiDocument | Swagger2Document;
  const document = "swagger" in read ? fromSwagger2(read) : read;
  const parts = partsOfCompositions(document);
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (!parts.has(name)) closeSchema(schema);
  }
  return document;
}

/** Every operation of a document, with its path below the host. */
export function operationsOf(document: OpenApiDocument, documentId: string): KnownOperation[] {
  const base = basePathOf(document);
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      return [{ method: method.toUpperCase(), pattern: pathPattern(base + path), operation, document, documentId }];
    }),
  );
}

/** The schema of a JSON body, when one is declared. */
export function jsonSchemaOf(content: Content | undefined): Schema | undefined {
  return content?.content?.["application/json"]?.schema;
}

function closeSchema(schema: Schema) {
  if (schema.properties === undefined) return;
  schema.additionalProperties ??= false;
  for (const property of Object.values(schema.properties)) closeSchema(property);
}

// A schema that others are put together from (`allOf`) must let the properties of its neighbours pass.
function partsOfCompositions(document: OpenApiDocument): Set<string> {
  const compositions = JSON.stringify(document.components ?? {}).matchAll(/"allOf":\[(.*?)\]/g);
  const references = [...compositions].flatMap(([, list = ""]) => [...list.matchAll(/"\$ref":"[^"]*\/([^"/]+)"/g)]);
  return new Set(references.map(([, name = ""]) => name));
}

function basePathOf({ servers }: OpenApiDocument): string {
  const [server] = servers ?? [];
  const url = (server?.url ?? "").replace(/\{(\w+)\}/g, (_, name: string) => server?.variables?.[name]?.default ?? "");
  return url === "" ? "" : new URL(url).pathname.replace(/\/$/, "");
}

function pathPattern(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+");
  return new RegExp(`^${escaped.replace(/\/$/, "")}/?$`);
}
