import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigError } from "../config.ts";
import { createJweVault } from "./jwe-vault.ts";
import { loadOrCreateKeyFile, parseMasterKeys } from "./master-key.ts";

const keys = (...seeds: string[]) => parseMasterKeys(seeds.map((seed) => seed.repeat(64).slice(0, 64)).join(","));
const binding = { workspaceId: "w1", subjectId: "c1", purpose: "fields" } as const;

test("what was sealed opens again, and the text shows neither the secret nor what it belongs to", async () => {
  const vault = createJweVault(keys("a"));
  const { ciphertext, keyId } = await vault.seal(binding, { apiKey: "hunter2" });
  expect(await vault.open(binding, ciphertext)).toEqual({ apiKey: "hunter2" });
  expect(ciphertext).not.toContain("hunter2");
  const header = JSON.parse(Buffer.from(JSON.parse(ciphertext).protected, "base64url").toString());
  expect(header).toEqual({ alg: "dir", enc: "A256GCM", kid: keyId });
});

test.each([
  ["another workspace", { ...binding, workspaceId: "w2" }],
  ["another connection", { ...binding, subjectId: "c2" }],
  ["another purpose", { ...binding, purpose: "tokens" as const }],
])("a text copied to %s does not open there", async (_where, elsewhere) => {
  const vault = createJweVault(keys("a"));
  const { ciphertext } = await vault.seal(binding, { apiKey: "hunter2" });
  await expect(vault.open(elsewhere, ciphertext)).rejects.toMatchObject({ code: "unavailable" });
});

test("a changed text does not open", async () => {
  const vault = createJweVault(keys("a"));
  const parts = JSON.parse((await vault.seal(binding, { apiKey: "hunter2" })).ciphertext);
  const flipped = parts.ciphertext.startsWith("A") ? "B" : "A";
  const changed = JSON.stringify({ ...parts, ciphertext: flipped + parts.ciphertext.slice(1) });
  await expect(vault.open(binding, changed)).rejects.toMatchObject({ code: "unavailable" });
});

test("after a rotation the new key seals and the old texts still open, until the old key is taken away", async () => {
  const { ciphertext } = await createJweVault(keys("a")).seal(binding, { apiKey: "old" });
  const rotated = createJweVault(keys("b", "a"));
  expect(await rotated.open(binding, ciphertext)).toEqual({ apiKey: "old" });
  expect((await rotated.seal(binding, {})).keyId).toBe(keys("b")[0]?.id);
  await expect(createJweVault(keys("b")).open(binding, ciphertext)).rejects.toMatchObject({
    code: "unavailable",
    remedy: expect.stringContaining("master key"),
  });
});

test("without a key nothing is sealed, and the message says which variable to set", async () => {
  const vault = createJweVault([]);
  expect(vault.ready).toBe(false);
  await expect(vault.seal(binding, {})).rejects.toMatchObject({
    code: "unavailable",
    remedy: expect.stringContaining("COUNTERFOIL_MASTER_KEY"),
  });
});

test("keys are read from hex, base64 and base64url; a key of another length is refused without being shown", () => {
  const bytes = randomBytes(32);
  const ids = ["hex", "base64", "base64url"] as const;
  expect(new Set(ids.map((encoding) => parseMasterKeys(bytes.toString(encoding))[0]?.id)).size).toBe(1);
  const short = randomBytes(16).toString("base64");
  expect(() => parseMasterKeys(short)).toThrow(ConfigError);
  expect(() => parseMasterKeys(short)).not.toThrow(short);
});

test("the key file is made once and only its owner may read it", () => {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-key-"));
  try {
    const [first] = loadOrCreateKeyFile(folder);
    const [second] = loadOrCreateKeyFile(folder);
    expect(second?.id).toBe(first?.id);
    const path = join(folder, "master.key");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(path, "utf8"), "base64")).toHaveLength(32);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
