import { noncePlaceholder } from "../page-nonce.ts";
import { fieldsTable, type JsonSchema, text, typeOf } from "./reference-schema.ts";
import { referenceStyle } from "./reference-style.ts";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: JsonSchema;
}

interface Content {
  [contentType: string]: { schema?: JsonSchema };
}

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

/** What this page reads of a document. */
export interface ReferenceDocument {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, JsonSchema> };
}

interface Door {
  method: string;
  path: string;
  operation: Operation;
}

/** The document as a page without scripts: it needs nothing from elsewhere and works under the strictest policy. */
export function referencePage(document: ReferenceDocument): string {
  const doors = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  );
  const tags = [...new Set(doors.flatMap(({ operation }) => operation.tags))];
  const schemas = Object.entries(document.components?.schemas ?? {});
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(document.info.title)} API</title><style nonce="${noncePlaceholder}">${referenceStyle}</style></head>
<body><nav aria-label="Doors"><a class="home" href="/">${text(document.info.title)}</a>
${tags.map((tag) => menuOf(tag, doors)).join("")}<h2>Shapes</h2><ul>${schemas.map(([name]) => `<li><a href="#shape-${text(name)}">${text(name)}</a></li>`).join("")}</ul></nav>
<main><h1>${text(document.info.title)} API <small>${text(document.info.version)}</small></h1>
${prose(document.info.description ?? "")}<p><a href="/api/openapi.json">The document, OpenAPI 3.1</a></p>
${tags.map((tag) => sectionOf(tag, doors)).join("")}
<h2>Shapes</h2>${schemas.map(([name, schema]) => `<section id="shape-${text(name)}"><h3>${text(name)}</h3>${prose(schema.description ?? "")}${fieldsTable(schema)}</section>`).join("")}
</main></body></html>`;
}

function ofTag(tag: string, doors: readonly Door[]): readonly Door[] {
  return doors.filter(({ operation }) => operation.tags.includes(tag));
}

function menuOf(tag: string, doors: readonly Door[]): string {
  const items = ofTag(tag, doors).map(
    ({ method, path, operation }) =>
      `<li><a href="#${text(operation.operationId)}"><b class="${method}">${method.toUpperCase()}</b> ${text(shortPath(path))}</a></li>`,
  );
  return `<h2>${text(tag)}</h2><ul>${items.join("")}</ul>`;
}

function shortPath(path: string): string {
  return path.replace("/api/v1/platforms/", "").replace("/api/", "");
}

function sectionOf(tag: string, doors: readonly Door[]): string {
  return `<h2>${text(tag)}</h2>${ofTag(tag, doors).map(doorOf).join("")}`;
}

function doorOf({ method, path, operation }: Door): string {
  const { parameters = [], requestBody } = operation;
  const body = requestBody === undefined ? "" : `<h4>Body</h4>${contentOf(requestBody.content)}`;
  const answers = Object.entries(operation.responses).map(
    ([status, { description, content }]) =>
      `<details><summary><code>${status}</code> ${text(description)}</summary>${content ? contentOf(content) : ""}</details>`,
  );
  return `<section id="${text(operation.operationId)}"><h3><b class="${method}">${method.toUpperCase()}</b> <code>${text(path)}</code></h3>
<p><strong>${text(operation.summary)}</strong></p>${prose(operation.description ?? "")}
${parameters.length === 0 ? "" : `<h4>Parameters</h4>${parametersTable(parameters)}`}${body}<h4>Answers</h4>${answers.join("")}</section>`;
}

function parametersTable(parameters: readonly Parameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, description, schema }) =>
      `<tr><td><code>${text(name)}</code>${required ? " <em>needed</em>" : ""}</td><td>${place}</td><td>${typeOf(schema ?? {})}</td><td>${inline(description ?? schema?.description ?? "")}</td></tr>`,
  );
  return `<table><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr>${rows.join("")}</table>`;
}

function contentOf(content: Content): string {
  return Object.entries(content)
    .map(([type, { schema = {} }]) => `<p class="type">${text(type)} · ${typeOf(schema)}</p>${fieldsTable(schema)}`)
    .join("");
}

function prose(source: string): string {
  if (source === "") return "";
  return source
    .split("\n\n")
    .map((paragraph) => `<p>${inline(paragraph)}</p>`)
    .join("");
}

/** The little markup that the document's texts use: code and strong. */
function inline(source: string): string {
  return text(source)
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>")
    .replaceAll(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>");
}
