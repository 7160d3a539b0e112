import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./toolchain.mjs";

/** Folders of the packages that go to the registry: those not marked private. */
export function publishablePackages() {
  const folders = ["packages", "packages/connectors"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(root, parent, name)),
  );
  return folders.filter((folder) => {
    const manifest = join(folder, "package.json");
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).private !== true;
  });
}
