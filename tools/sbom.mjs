// `npm run sbom [file]`: writes the bill of materials of what runs in production (CycloneDX) and checks its licences.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ensureToolchain, root } from "./lib/toolchain.mjs";

const allowed = new Set([
  "MIT",
  "MIT-0",
  "Apache-2.0",
  "ISC",
  "BSD-3-Clause",
  "0BSD",
  "OFL-1.1",
  "Unlicense",
  "CC0-1.0",
  "Zlib",
]);
// Licences that are named by a file of the package; read by a person.
const read = new Map([["dejavu-fonts-ttf", "Bitstream-Vera"]]);

const [file = "sbom.cdx.json"] = process.argv.slice(2);
const toolchain = ensureToolchain();
const made = spawnSync(toolchain.pnpm, ["sbom", "--sbom-format", "cyclonedx", "--prod", "--out", file], {
  cwd: root,
  env: toolchain.env,
  stdio: ["ignore", "ignore", "inherit"],
  shell: process.platform === "win32",
});
if (made.status !== 0) process.exit(made.status ?? 1);

const { components } = JSON.parse(readFileSync(file, "utf8"));
const refused = components.filter((component) => !isAllowed(component));
for (const { name, version, licenses } of refused)
  console.error(`${name} ${version}: ${JSON.stringify(licenses ?? "no licence")}`);
console.log(`${components.length} packages in ${file}, ${refused.length} with a licence that is not allowed`);
process.exit(refused.length === 0 ? 0 : 1);

function isAllowed({ name, licenses = [] }) {
  if (read.has(name)) return true;
  const texts = licenses.map(({ expression, license }) => expression ?? license?.id ?? license?.name ?? "");
  return texts.length > 0 && texts.every((text) => holds(text));
}

/** An expression of SPDX: each part of a conjunction, or any of a choice. */
function holds(text) {
  const plain = text.replace(/[()]/g, "");
  if (plain.includes(" OR ")) return plain.split(" OR ").some(holds);
  return plain.split(" AND ").every((part) => allowed.has(part.trim()));
}
