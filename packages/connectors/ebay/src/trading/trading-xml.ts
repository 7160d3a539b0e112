import { XMLParser, XMLValidator } from "fast-xml-parser";

/** A tree to write as XML: text, or elements in order; an array value repeats its element, undefined leaves it out. */
export type XmlNode = string | number | boolean | undefined | XmlElements | readonly (string | XmlElements)[];
export interface XmlElements {
  readonly [name: string]: XmlNode;
}

const namespace = "urn:ebay:apis:eBLBaseComponents";

/** Elements that may repeat: always read as an array, also when there is only one. */
const repeated: ReadonlySet<string> = new Set([
  "Errors",
  "ErrorParameters",
  "Item",
  "Variation",
  "NameValueList",
  "InventoryStatus",
  "PictureURL",
  "ShippingCarrierDetails",
  "Value",
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  // Entities are decoded here, so that a document type of an untrusted sender expands nothing.
  processEntities: false,
  isArray: (name) => repeated.has(name),
  tagValueProcessor: (_name, value) => decodeEntities(value),
  attributeValueProcessor: (_name, value) => decodeEntities(value),
});

/** Writes a Trading API request body. */
export function tradingRequestXml(callName: string, elements: XmlElements): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<${callName}Request xmlns="${namespace}">${writeElements(elements)}</${callName}Request>`;
}

function writeElements(elements: XmlElements): string {
  return Object.entries(elements)
    .flatMap(([name, node]) => (Array.isArray(node) ? node : [node]).map((single) => writeElement(name, single)))
    .join("");
}

function writeElement(name: string, node: XmlNode): string {
  if (node === undefined) return "";
  const content = typeof node === "object" ? writeElements(node as XmlElements) : encodeEntities(String(node));
  return `<${name}>${content}</${name}>`;
}

/** Reads XML into plain objects, attributes as `@name`. Throws on anything that is not one well-formed document. */
export function parseXml(xml: string): Record<string, unknown> {
  const problem = XMLValidator.validate(xml);
  if (problem !== true) throw new SyntaxError(`not well-formed XML: ${problem.err.msg}`);
  return parser.parse(xml) as Record<string, unknown>;
}

/** The content of the document's root element, such as everything inside `GetItemResponse`. */
export function parseXmlRoot(xml: string): unknown {
  const root = Object.entries(parseXml(xml)).find(([name]) => !name.startsWith("?"));
  if (!root) throw new SyntaxError("the XML document has no root element");
  return root[1];
}

function encodeEntities(text: string): string {
  return (
    text
      // Characters that XML 1.0 cannot carry at all.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
  );
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name as string] ?? whole;
    const code = Number.parseInt((hex ?? decimal) as string, hex === undefined ? 10 : 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
