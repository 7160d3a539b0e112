import { parseSync } from "vite";

/** A text for people that stands in the source instead of a language file. */
export interface LiteralText {
  line: number;
  text: string;
}

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

/** Attributes and properties whose values people read or hear. */
const shown = new Set([
  ...["alt", "aria-label", "aria-description", "description", "error", "heading", "help", "hint", "label", "legend"],
  ...["message", "note", "placeholder", "summary", "text", "title", "what", "word"],
]);
const letters = /\p{L}{2,}/u;
const textId = /^[\w-]+\.\w+$/;

/** Words that follow each other, or one word that begins like a heading. */
function readsLikeText(text: string): boolean {
  return /\p{L}{2,},? \p{L}{2,}/u.test(text) || /^\d+ \p{L}{2,}$/u.test(text) || /^\p{Lu}\p{Ll}+[.…!?]?$/u.test(text);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode));
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "JSXAttribute") return nameOf(node["name"]);
  return String(node["name"] ?? node["value"] ?? "");
}

/** Types, addresses of modules and errors for programmers: nobody reads them on a page. */
function isUnread(node: Node): boolean {
  if (node.type.startsWith("TS")) return !/^TS(As|Satisfies|NonNull)Expression$/.test(node.type);
  if (node.type === "NewExpression") return nameOf(node["callee"]) === "Error";
  return /^(Import|ExportAll)/.test(node.type) || (node.type === "ExportNamedDeclaration" && isNode(node["source"]));
}

/** What is compared, looked up or named rather than shown. */
function isCode(node: Node, parent: Node): boolean {
  if (parent.type === "Property") return parent["key"] === node;
  return /^(MemberExpression|BinaryExpression|SwitchCase)$/.test(parent.type);
}

function textOf(node: Node): string | null {
  if (node.type === "JSXText") return String(node["value"]).replace(/\s+/g, " ").trim();
  if (node.type === "Literal") return typeof node["value"] === "string" ? node["value"] : null;
  if (node.type !== "TemplateLiteral") return null;
  const quasis = node["quasis"] as { value: { cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join("{}");
}

const holders = /^(JSXAttribute|JSXElement|JSXFragment|Property)$/;

/** Whether people see what stands here: between tags, or in an attribute or property that is shown. */
function isShown(node: Node, parents: readonly Node[]): boolean {
  if (node.type === "JSXText") return true;
  const passed = /^(JSXExpressionContainer|ConditionalExpression|LogicalExpression|ArrayExpression)$/;
  const holder = parents.findLast(({ type }) => !passed.test(type));
  if (holder === undefined || !holders.test(holder.type)) return false;
  if (holder.type === "Property") return shown.has(nameOf(holder["key"]));
  return holder.type !== "JSXAttribute" || shown.has(nameOf(holder));
}

function isLiteralText(node: Node, parents: readonly Node[]): boolean {
  const text = textOf(node);
  const parent = parents.at(-1);
  if (text === null || parent === undefined || !letters.test(text) || textId.test(text) || isCode(node, parent))
    return false;
  if (isShown(node, parents)) return true;
  const attribute = parents.findLast(({ type }) => type === "JSXAttribute" || type === "JSXElement");
  const styles = attribute?.type === "JSXAttribute" && !shown.has(nameOf(attribute));
  return styles ? /^\p{Lu}\p{Ll}/u.test(text) && readsLikeText(text) : readsLikeText(text);
}

/** Texts for people in a file of the dashboard that no language file holds. */
export function findLiteralTexts(file: string, code: string): LiteralText[] {
  const found: LiteralText[] = [];
  const visit = (node: Node, parents: readonly Node[]) => {
    if (isUnread(node)) return;
    if (isLiteralText(node, parents))
      found.push({ line: code.slice(0, node.start).split("\n").length, text: textOf(node) ?? "" });
    for (const child of childrenOf(node)) visit(child, [...parents, node]);
  };
  visit(parseSync(file, code).program as unknown as Node, []);
  return found;
}
