import { z } from "zod";
import { startOAuth } from "../connections/start-oauth.ts";
import { type Actor, bindContext, type ServerVerb, type ServiceContext } from "../context.ts";
import { commitImport } from "../inventory/commit-import.ts";
import { unavailable } from "../service-error.ts";
import { listMemberships } from "../session/list-memberships.ts";
import { insertWorkspace } from "../setup/insert-workspace.ts";
import { connectSimulated } from "./connect-simulated.ts";
import type { DemoVisitor } from "./demo-visitor.ts";

export const startDemoInput = z.object({ returnUrl: z.string().max(2000).optional() }).default({});

/** The platform on whose consent page the visitor presses the button. */
const visitorsOwn = "ebay";

// The simulated sellers live in Britain; the visitor's own settings do not change their books.
const demoSettings = {
  workspaceName: "Demo shop",
  currency: "GBP",
  timeZone: "Europe/London",
  countryCode: "GB",
} as const;

/**
 * Opens the demo shop in a workspace of its own, so that nothing of it ever mixes with a real connection: stock
 * imported, every simulated platform connected as its sellers connect it, and eBay left at its consent page for the
 * visitor. Orders are read in the background. Doing it again goes on with the same shop.
 */
export async function startDemo({
  parts,
  input,
}: ServerVerb<DemoVisitor>): Promise<{ workspaceId: string; authorizationUrl: string }> {
  if (!parts.installation.demoAvailable) throw unavailable("This installation offers no demo shop.");
  const workspaceId = await ensureWorkspace({ parts, input });
  const actor: Actor = { kind: "user", id: input.user.id, name: input.user.name };
  const ctx = bindContext(parts, { workspaceId, actor, role: "owner", connections: null, requestId: input.requestId });
  await importStock(ctx);
  for (const { manifest } of ctx.connectors.all()) {
    if (manifest.platform !== visitorsOwn && (await ctx.platforms.isInDemo(manifest.platform))) {
      await connectSimulated(ctx, input, manifest);
    }
  }
  const { sessionId, user, origin, page, returnUrl } = input;
  const { authorizationUrl } = await startOAuth({
    ctx,
    input: {
      ...{ platform: visitorsOwn, sessionId, userId: user.id, origin, page },
      ...(returnUrl === undefined ? {} : { returnUrl }),
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
