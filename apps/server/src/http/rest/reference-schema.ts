/** What the reference page reads of a JSON schema. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  required?: string[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

/** Text for a page: nothing of it is read as markup. */
export function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A schema's type in few words, with a link where it is a named shape. */
export function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = text(schema.$ref.split("/").at(-1) ?? "");
    return `<a href="#shape-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return `<code>${text(JSON.stringify(schema.const))}</code>`;
  if (schema.enum !== undefined) return schema.enum.map((value) => `<code>${text(String(value))}</code>`).join(" ");
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.allOf !== undefined) return schema.allOf.map(typeOf).join(" and ");
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`;
  const type = [schema.type ?? "anything"].flat().join(" or ");
  return text(schema.format === undefined ? type : `${type}, ${schema.format}`);
}

/** An object's fields as a table; nothing for other schemas. Fields of fields follow, indented. */
export function fieldsTable(schema: JsonSchema): string {
  const rows = rowsOf(schema, 0);
  return rows === "" ? "" : `<table><tr><th>Field</th><th>Type</th><th>Meaning</th></tr>${rows}</table>`;
}

const deepest = 4;

function rowsOf(schema: JsonSchema, depth: number): string {
  if (schema.items !== undefined) return rowsOf(schema.items, depth);
  if (schema.properties === undefined || depth > deepest) return "";
  return Object.entries(schema.properties)
    .map(([name, field]) => {
      const needed = schema.required?.includes(name) ? "" : " <em>optional</em>";
      const meaning = [field.description, field.default === undefined ? "" : `${field.default} when left out.`];
      const row = `<tr><td class="d${depth}"><code>${text(name)}</code>${needed}</td><td>${typeOf(field)}</td><td>${text(meaning.filter(Boolean).join(" "))}</td></tr>`;
      return row + rowsOf(field, depth + 1);
    })
    .join("");
}
