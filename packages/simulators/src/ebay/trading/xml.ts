import { XMLParser } from "fast-xml-parser";

/** A parsed element: text, or children by name; repeated children are arrays. */
export type XmlNode = string | { [name: string]: XmlNode | XmlNode[] };

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
});

/** Parses a request body into its root element; undefined when it is not XML with one root. */
export function parseXml(text: string): { name: string; node: XmlNode } | undefined {
  try {
    // The parser gives nested records of strings with the options above.
    const document = parser.parse(text, true) as Record<string, XmlNode>;
    const [entry, ...more] = Object.entries(document);
    return entry === undefined || more.length > 0 ? undefined : { name: entry[0], node: entry[1] };
  } catch {
    return undefined;
  }
}

/** All children reached by names, with repeated ones spread out. */
export function nodesAt(node: XmlNode | undefined, ...path: string[]): XmlNode[] {
  let nodes: XmlNode[] = node === undefined ? [] : [node];
  for (const name of path) nodes = nodes.flatMap((parent) => childrenOf(parent, name));
  return nodes;
}

function childrenOf(parent: XmlNode, name: string): XmlNode[] {
  if (typeof parent === "string") return [];
  const children = parent[name];
  if (children === undefined) return [];
  return Array.isArray(children) ? children : [children];
}

/** Trimmed text of the first child reached by names; undefined when there is none. */
export function textAt(node: XmlNode | undefined, ...path: string[]): string | undefined {
  const [first] = nodesAt(node, ...path);
  return typeof first === "string" ? first.trim() : undefined;
}

/** Content of an element to write: text, number, flag, finished elements, or nothing at all (left out). */
export type XmlContent = string | number | boolean | undefined | XmlElement | readonly (XmlElement | undefined)[];

/** A finished element; made by {@link element} only, so that text is always escaped. */
export class XmlElement {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Writes one element; undefined content writes nothing. */
export function element(
  name: string,
  content: XmlContent,
  attributes: Record<string, string> = {},
): XmlElement | undefined {
  if (content === undefined) return undefined;
  const attributeText = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return new XmlElement(`<${name}${attributeText.join("")}>${inner(content)}</${name}>`);
}

function inner(content: Exclude<XmlContent, undefined>): string {
  if (content instanceof XmlElement) return content.source;
  if (Array.isArray(content)) return content.map((part) => part?.source ?? "").join("");
  return escapeXml(String(content));
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
