import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { everyoneMayEnter, findPostgresBinaries } from "./postgres-binaries.ts";

it("finds programs that come with the packages", async () => {
  const { initdb, postgres } = await findPostgresBinaries({ runByOtherUser: process.getuid?.() === 0 });
  expect([initdb, postgres].map((path) => path.replace(/.*[\\/]/, "").replace(".exe", ""))).toEqual([
    "initdb",
    "postgres",
  ]);
});

it("knows whether another user can reach a folder, through every folder above it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "counterfoil-reach-"));
  const inner = await mkdtemp(join(folder, "inner-"));
  await chmod(inner, 0o711);
  expect(await everyoneMayEnter(inner)).toBe(false);
  await chmod(folder, 0o711);
  expect(await everyoneMayEnter(inner)).toBe(await everyoneMayEnter(tmpdir()));
  await rm(folder, { recursive: true });
});
