import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fieldsOf } from "./commands/connect.ts";
import { drawBar } from "./progress-bar.ts";
import { keepSettings, readSettings } from "./settings.ts";
import { table } from "./table.ts";

test("flags count more than the environment, and that more than what was kept", async () => {
  const home = await mkdtemp(join(tmpdir(), "counterfoil-cli-"));
  const environment = { XDG_CONFIG_HOME: home };
  try {
    await expect(readSettings({}, environment)).rejects.toThrow("counterfoil login");
    const file = await keepSettings({ url: "http://kept", key: "kept" }, environment);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await readSettings({}, environment)).toEqual({ url: "http://kept", key: "kept" });
    const set = { ...environment, COUNTERFOIL_URL: "http://set", COUNTERFOIL_KEY: "set" };
    expect(await readSettings({}, set)).toEqual({ url: "http://set", key: "set" });
    expect(await readSettings({ key: "flag" }, set)).toEqual({ url: "http://set", key: "flag" });
  } finally {
    await rm(home, { recursive: true });
  }
});

test("fields are read from words; what is no field is named", () => {
  expect(fieldsOf(["apiKey=a=b", "region=eu"])).toEqual({ apiKey: "a=b", region: "eu" });
  expect(() => fieldsOf(["apiKey"])).toThrow('"apiKey" is not of the form name=value');
});

test("columns are aligned, and what is not known is a dash", () => {
  expect(table(["A", "LONG"], [["xyz", null]])).toBe("A    LONG\nxyz  –");
});

test("a bar shows the share, and a count alone where the whole is not known", () => {
  expect(drawBar(12, 24)).toBe(`${"█".repeat(12)}${"░".repeat(12)} 12/24`);
  expect(drawBar(7, null)).toBe("7");
});
