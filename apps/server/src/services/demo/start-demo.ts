import { z } from "zod";
import { saveKeys } from "../connections/save-keys.ts";
import { startOAuth } from "../connections/start-oauth.ts";
import { type Actor, bindContext, type ServerVerb, type ServiceContext } from "../context.ts";
import { commitImport } from "../inventory/commit-import.ts";
import { unavailable } from "../service-error.ts";
import { listMemberships } from "../session/list-memberships.ts";
import { insertWorkspace } from "../setup/insert-workspace.ts";

export const startDemoInput = z.object({ returnUrl: z.string().max(2000).optional() }).default({});

/** Who opens the demo, and from where. */
export interface DemoVisitor {
  sessionId: string;
  user: { id: string; name: string };
  requestId: string;
  /** The origin of the page the visitor is on. */
  origin: string;
  returnUrl?: string | undefined;
}

// The simulated sellers live in Britain; the visitor's own settings do not change their books.
const demoSettings = {
  workspaceName: "Demo shop",
  currency: "GBP",
  timeZone: "Europe/London",
  countryCode: "GB",
} as const;

/**
 * Opens the demo shop in a workspace of its own, so that nothing of it ever mixes with a real connection: stock
 * imported, BrickLink connected by keys, and eBay left at its consent page. Doing it again goes on with the same shop.
 */
export async function startDemo({
  parts,
  input,
}: ServerVerb<DemoVisitor>): Promise<{ workspaceId: string; authorizationUrl: string }> {
  if (!parts.installation.demoAvailable) throw unavailable("This installation offers no demo shop.");
  const workspaceId = await ensureWorkspace({ parts, input });
  const actor: Actor = { kind: "user", id: input.user.id, name: input.user.name };
  const ctx = bindContext(parts, { workspaceId, actor, role: "owner", requestId: input.requestId });
  await importStock(ctx);
  const { fields } = await ctx.platforms.demoAccount("bricklink");
  await saveKeys({ ctx, input: { platform: "bricklink", fields: { ...fields } } });
  const { authorizationUrl } = await startOAuth({
    ctx,
    input: {
      platform: "ebay",
      sessionId: input.sessionId,
      userId: input.user.id,
      origin: input.origin,
      ...(input.returnUrl === undefined ? {} : { returnUrl: input.returnUrl }),
    },
  });
  return { workspaceId, authorizationUrl };
}

async function ensureWorkspace({ parts, input }: ServerVerb<DemoVisitor>): Promise<string> {
  const memberships = await listMemberships(parts.db, input.user.id);
  const existing = memberships.find(({ demo, role }) => demo && role === "owner");
  if (existing !== undefined) return existing.workspaceId;
  const workspaceId = parts.newId();
  const workspace = { ...demoSettings, workspaceId, ownerId: input.user.id, demo: true };
  await parts.db.asSystem((tx) => insertWorkspace(tx, workspace));
  return workspaceId;
}

/** The stock list goes through the same door as a seller's own; once, however often the demo is opened. */
async function importStock(ctx: ServiceContext): Promise<void> {
  const before = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("inventory_items").select("id").limit(1).executeTakeFirst(),
  );
  if (before !== undefined) return;
  const csv = await ctx.platforms.demoStockCsv();
  await commitImport({ ctx, input: { csv, idempotencyKey: "demo-stock" } });
}
