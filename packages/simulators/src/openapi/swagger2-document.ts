import type { Content, OpenApiDocument, Operation, Parameter, Schema } from "./openapi-document.ts";

type Swagger2Parameter = Parameter & { schema?: Schema };
interface Swagger2Operation {
  operationId?: string;
  parameters?: (Swagger2Parameter | { $ref: string })[];
  responses: Record<string, { schema?: Schema }>;
}

/** The parts of a Swagger 2 document that checking needs. */
export interface Swagger2Document {
  swagger: string;
  host?: string;
  basePath?: string;
  paths: Record<string, Record<string, unknown>>;
  definitions?: Record<string, Schema>;
  parameters?: Record<string, Swagger2Parameter>;
}

const METHODS = ["get", "put", "post", "delete", "patch"];

/** The same document in the shape of OpenAPI 3: bodies and schemas stand elsewhere, schemas themselves are alike. */
export function fromSwagger2(document: Swagger2Document): OpenApiDocument {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const shared = (item["parameters"] ?? []) as NonNullable<Swagger2Operation["parameters"]>;
    const operations = METHODS.filter((method) => item[method] !== undefined).map(
      (method) => [method, convert(document, item[method] as Swagger2Operation, shared)] as const,
    );
    return [path, Object.fromEntries(operations)] as const;
  });
  const basePath = document.basePath ?? "";
  const converted = {
    ...(basePath !== "" && { servers: [{ url: `https://${document.host ?? "localhost"}${basePath}` }] }),
    paths: Object.fromEntries(paths),
    components: { schemas: document.definitions ?? {} },
  };
  return JSON.parse(
    JSON.stringify(converted).replaceAll('"$ref":"#/definitions/', '"$ref":"#/components/schemas/'),
  ) as OpenApiDocument;
}

function convert(
  document: Swagger2Document,
  operation: Swagger2Operation,
  shared: NonNullable<Swagger2Operation["parameters"]>,
): Operation {
  const parameters = [...shared, ...(operation.parameters ?? [])].map((parameter) => resolve(document, parameter));
  const body = parameters.find(({ in: place }) => place === "body");
  return {
    ...(operation.operationId !== undefined && { operationId: operation.operationId }),
    parameters: parameters.filter(({ in: place }) => place !== "body"),
    ...(body !== undefined && { requestBody: contentOf(body.schema) }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, { schema }]) => [status, contentOf(schema)]),
    ),
  };
}

function resolve(document: Swagger2Document, parameter: Swagger2Parameter | { $ref: string }): Swagger2Parameter {
  if (!("$ref" in parameter)) return parameter;
  const name = parameter.$ref.split("/").at(-1) ?? "";
  const found = document.parameters?.[name];
  if (found === undefined) throw new Error(`The document has no parameter ${parameter.$ref}`);
  return found;
}

function contentOf(schema: Schema | undefined): Content {
  return schema === undefined ? {} : { content: { "application/json": { schema } } };
}
