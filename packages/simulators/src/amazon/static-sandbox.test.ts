import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { amazonModels } from "./testing/specs.ts";
import { type Loose, SEED, startAmazon } from "./testing/started-amazon.ts";

const models = amazonModels();
const METHODS = ["get", "put", "post", "delete", "patch"];

function* cases(directory: string) {
  for (const file of readdirSync(directory).filter((name) => name.endsWith(".json"))) {
    const { paths } = JSON.parse(readFileSync(`${directory}${file}`, "utf8")) as Loose;
    for (const [path, item] of Object.entries<Loose>(paths)) {
      for (const method of METHODS) {
        for (const [status, answer] of Object.entries<Loose>(item[method]?.responses ?? {})) {
          for (const example of answer["x-amzn-api-sandbox"]?.static ?? [])
            yield { file, path, method, status, example };
        }
      }
    }
  }
}

function requestOf(path: string, parameters: Loose) {
  let filled = path;
  const query = new URLSearchParams();
  for (const [name, { value }] of Object.entries<Loose>(parameters)) {
    if (value === undefined || name === "body") continue;
    if (filled.includes(`{${name}}`)) filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else query.set(name, [value].flat().join(","));
  }
  return { path: `${filled.replace(/\{\w+\}/g, "anything")}?${query}`, body: parameters.body?.value };
}

it.skipIf(models === null)("replays every static case of Amazon's models word for word", async () => {
  const desk = await startAmazon(SEED, models ?? "");
  let replayed = 0;
  const unreachable: string[] = [];
  for (const { file, path, method, status, example } of cases(models ?? "")) {
    const { path: filled, body } = requestOf(path, example.request?.parameters ?? {});
    const options = { host: "sandbox-na", wrong: true, ...(body !== undefined && method !== "get" && { body }) };
    const answer = await desk.call(method.toUpperCase(), filled, options);
    const isSame = answer.status === Number(status) && JSON.stringify(answer.body) === JSON.stringify(example.response);
    const isEmptySame = answer.status === 204 && status === "204";
    if (isSame || isEmptySame) replayed += 1;
    else unreachable.push(`${file} ${method} ${path} ${status}`);
  }
  console.info(
    `Static cases of Amazon's sandbox: ${replayed} replayed, ${unreachable.length} that no request can ask for`,
  );
  await desk.stop();
  expect(replayed).toBeGreaterThan(90);
  // One asks for an empty path segment; the other asks for just what its neighbour asks for.
  expect(unreachable).toEqual([
    "catalogItems_2022-04-01.json get /catalog/2022-04-01/items/{asin} 400",
    "sellers.json get /sellers/v1/account 400",
  ]);
});
