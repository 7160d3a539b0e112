// Rules of the house that no off-the-shelf linter knows: the shape of connector packages, words that do not belong
// in the repository, the lock file, and the paths that the docs cite.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { root } from "./lib/toolchain.mjs";

const problems = [];
const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
const present = tracked.filter((path) => existsSync(join(root, path)));

checkConnectors();
checkLockFile();
checkWords();
checkDocLinks();
checkSizes();

for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

function checkConnectors() {
  const folder = join(root, "packages", "connectors");
  for (const name of readdirSync(folder)) {
    const wanted = ["README.md", "package.json", "src/index.ts", "src/conformance.test.ts"];
    for (const part of ["connector", "client", "auth", "errors"]) wanted.push(`src/${name}-${part}.ts`);
    // A wide wire keeps its schemas in a folder, one file an area.
    if (!existsSync(join(folder, name, "src", "schemas"))) wanted.push(`src/${name}-schemas.ts`);
    for (const path of wanted) {
      if (!existsSync(join(folder, name, path))) problems.push(`packages/connectors/${name}: ${path} is missing`);
    }
    const readme = join(folder, name, "README.md");
    if (existsSync(readme) && !/^#+ Unverified/m.test(readFileSync(readme, "utf8"))) {
      problems.push(`packages/connectors/${name}/README.md: no "Unverified" section`);
    }
  }
}

function checkLockFile() {
  if (/https?:\/\//.test(readFileSync(join(root, "pnpm-lock.yaml"), "utf8"))) {
    problems.push("pnpm-lock.yaml: holds an address; versions only");
  }
}

function checkWords() {
  // Written in pieces so that this file does not find itself.
  const words = [
    ["/wo", "rk/"],
    ["registry.npm", "js.org"],
    ["TO", "DO"],
    ["FIX", "ME"],
  ].map((pair) => pair.join(""));
  for (const path of present.filter((name) => /\.(ts|tsx|mjs|md|json|yaml|yml|css|html)$/.test(name))) {
    const text = readFileSync(join(root, path), "utf8");
    for (const word of words) if (text.includes(word)) problems.push(`${path}: holds "${word}"`);
  }
}

function checkDocLinks() {
  for (const path of present.filter((name) => name.endsWith(".md"))) {
    const text = readFileSync(join(root, path), "utf8");
    for (const [, target] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)) {
      if (!existsSync(join(root, normalize(join(dirname(path), target)))))
        problems.push(`${path}: links to ${target}, which is not there`);
    }
  }
}

function checkSizes() {
  for (const path of present.filter((name) => /\.(ts|tsx)$/.test(name) && !/\.(test|spec|d)\.tsx?$/.test(name))) {
    const lines = readFileSync(join(root, path), "utf8").split("\n").length;
    if (lines > 450) problems.push(`${path}: ${lines} lines; split it (400 at most)`);
  }
}
