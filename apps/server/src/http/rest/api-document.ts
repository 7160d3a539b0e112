import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { errorWire } from "./common-schemas.ts";
import type { ReferenceDocument } from "./reference-page.ts";
import type { RestRoute } from "./rest-route.ts";
import { restRoutes } from "./rest-routes.ts";

const about = `The doors for programs of a Counterfoil server.

**Who asks**: \`Authorization: Bearer <token>\`, an API key (Settings, API keys) or a session's token. Somebody else's
object answers 404, like one that does not exist.

**Once only**: every write takes an \`Idempotency-Key\`. The same request again gets the first one's answer for a day;
another request under the key answers 422.

**How much**: each key has so many requests a minute; every answer says what is left (\`RateLimit-*\`), a 429 when to come
back (\`Retry-After\`).

**Refusals** have a 4xx or 5xx status and one form: \`error\` for a person, \`code\` for a program, \`issues\` by field,
\`requestId\` for the server's log.`;

const problems = {
  400: "The request is wrong; `issues` name the fields.",
  401: "Nobody is signed in, or the key is unknown, revoked or expired.",
  403: "The role or the key's scopes do not allow it.",
  404: "There is no such thing, or it is somebody else's.",
  409: "The present state does not allow it.",
  422: "The platform refused it, or the idempotency key was used for another request.",
  429: "Too many requests.",
  502: "The platform cannot be reached or answers nonsense.",
} as const;

const idempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .max(200)
    .optional()
    .meta({ description: "The same key, the same request, the same answer." }),
});

/** The OpenAPI 3.1 document, made from the very schemas that check the requests. */
export function apiDocument(server: { version: string; publicUrl: string }): ReferenceDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of restRoutes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  }
  const document = createDocument({
    openapi: "3.1.0",
    info: {
      title: "Counterfoil",
      version: server.version,
      description: about,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: server.publicUrl }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", description: "An API key or a session's token." } },
    },
    paths,
  });
  // The same document, as far as the page that shows it reads it.
  return document as unknown as ReferenceDocument;
}

function operation(route: RestRoute): ZodOpenApiOperationObject {
  const { pathSchema: path, querySchema: query, bodySchema: body, scope } = route;
  const isWrite = route.method !== "get" && route.handle !== null;
  const needed = scope === null ? "" : `Needs the scope \`${scope}\`.`;
  const description = [route.description, needed].filter(Boolean).join("\n\n");
  return {
    ...{ operationId: route.operationId, tags: [route.tag], summary: route.summary, description },
    ...(scope === null ? { security: [] } : {}),
    requestParams: {
      ...(path && { path }),
      ...(query && { query }),
      ...(isWrite && { header: idempotencyHeader }),
    },
    ...(body && { requestBody: { content: { "application/json": { schema: body } } } }),
    responses: { ...problemsOf(route), ...answersOf(route) },
  };
}

function answersOf({ responses }: RestRoute) {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { description, schema, contentType = "application/json" }]) => [
      status,
      { description, ...(schema && { content: { [contentType]: { schema } } }) },
    ]),
  );
}

function problemsOf({ scope }: RestRoute) {
  const known = Object.entries(problems).filter(([status]) => scope !== null || status === "400" || status === "404");
  return Object.fromEntries(
    known.map(([status, description]) => [
      status,
      { description, content: { "application/json": { schema: errorWire } } },
    ]),
  );
}
