import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ShopSize } from "./seed-shop.ts";

type Size = Omit<ShopSize, "workspaceId">;

/** Where the database of a shop lies. */
export interface ShopFolder {
  path: string;
  /** The workspace that an earlier run filled; null where there is none yet. */
  workspaceId: string | null;
  /** Notes that the workspace is filled to its end. */
  finish(workspaceId: string): Promise<void>;
  /** Removes the folder, unless it is to be kept. */
  release(): Promise<void>;
}

/** A folder for this run alone, or in `keep` the one for shops of this size. What was not filled to its end is made anew. */
export async function takeShopFolder(size: Size, keep: string | undefined): Promise<ShopFolder> {
  if (keep === undefined) {
    const path = await mkdtemp(join(tmpdir(), "counterfoil-bench-"));
    const release = async () => await rm(path, { recursive: true, force: true });
    return { path, workspaceId: null, finish: async () => {}, release };
  }
  const path = join(keep, Object.entries(size).flat().join("-"));
  const note = join(path, "filled-workspace");
  const workspaceId = await readFile(note, "utf8").catch(() => null);
  if (workspaceId === null) await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  return { path, workspaceId, finish: async (id) => await writeFile(note, id), release: async () => {} };
}
