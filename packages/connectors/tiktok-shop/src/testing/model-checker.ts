import { type FieldTree, type OperationModel, operationModels } from "./specs.ts";

/** A `fetch` that compares every call with the fields of the official models, and passes it on unchanged. */
export interface ModelChecker {
  fetch: typeof globalThis.fetch;
  /** Parameters and fields that the models do not know. */
  violations(): string[];
  /** Names of the operations called so far. */
  operations(): string[];
}

const everywhere = ["app_key", "sign", "timestamp"];

export function modelChecker(prefix: string): ModelChecker {
  const models = operationModels().map((model) => ({ model, pattern: patternOf(model.path) }));
  const violations: string[] = [];
  const seen = new Set<string>();
  const check = async (...input: Parameters<typeof globalThis.fetch>) => {
    const [address, init] = input;
    const url = new URL(String(address));
    const path = url.pathname.slice(prefix.length);
    const method = init?.method ?? "GET";
    const found = models.find(({ model, pattern }) => model.method === method && pattern.test(path));
    const answer = await globalThis.fetch(...input);
    if (!found) {
      if (!path.startsWith("/api/v2/token/") && !path.includes("/documents"))
        violations.push(`unknown: ${method} ${path}`);
      return answer;
    }
    const { model } = found;
    seen.add(model.operation);
    violations.push(...queryViolations(model, url));
    if (typeof init?.body === "string") {
      violations.push(...strangers(JSON.parse(init.body), model.body, `${model.operation}.body`));
    }
    const text = await answer.clone().text();
    violations.push(...strangers(parse(text), model.response, `${model.operation}.response`));
    return answer;
  };
  return { fetch: check as typeof globalThis.fetch, violations: () => violations, operations: () => [...seen].sort() };
}

function queryViolations({ operation, query }: OperationModel, url: URL): string[] {
  const names = [...url.searchParams.keys()].filter((name) => !query.includes(name) && !everywhere.includes(name));
  const needsShop = query.includes("shop_cipher") && !url.searchParams.has("shop_cipher");
  return [
    ...names.map((name) => `${operation}?${name}`),
    ...(needsShop ? [`${operation}?shop_cipher is missing`] : []),
  ];
}

/** Fields of a value that its tree does not have, and values of another type than it says. */
function strangers(value: unknown, tree: FieldTree | undefined, at: string): string[] {
  if (value === null || value === undefined) return [];
  if (tree === undefined) return [`${at} is not in the models`];
  if (Array.isArray(value)) return value.flatMap((each) => strangers(each, elementOf(tree), `${at}[]`));
  if (typeof value !== "object")
    return typeFits(value, tree) ? [] : [`${at}: ${typeof value}, not ${JSON.stringify(tree)}`];
  if (tree === "object") return [];
  if (typeof tree === "string" || Array.isArray(tree)) return [`${at}: object, not ${JSON.stringify(tree)}`];
  return Object.entries(value).flatMap(([name, inner]) => strangers(inner, tree[name], `${at}.${name}`));
}

function elementOf(tree: FieldTree): FieldTree | undefined {
  if (Array.isArray(tree)) return tree[0];
  const named = typeof tree === "string" ? tree : (tree["type"] as FieldTree | undefined);
  return typeof named === "string" ? /^Array<(.+)>$/.exec(named)?.[1] : undefined;
}

// An enumeration is written as `{ type, values }`.
function typeFits(value: unknown, tree: FieldTree): boolean {
  const type = typeof tree === "string" ? tree : (tree as { type?: FieldTree }).type;
  return typeof type === "string" && (type === typeof value || type === "any");
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
