import { z } from "zod";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { requireVault } from "../require-vault.ts";
import { invalid } from "../service-error.ts";
import { checkFields } from "./check-fields.ts";
import type { ConnectionCard } from "./connection-card.ts";
import { connectionTarget } from "./connection-target.ts";
import { exchangeKeys } from "./exchange-keys.ts";
import { platformCard } from "./list-connections.ts";
import { presetKeys } from "./preset-keys.ts";
import { probeConnector } from "./probe-connector.ts";
import { startFirstSync } from "./start-first-sync.ts";
import { storeProvenConnection } from "./store-proven-connection.ts";
import { isDemoWorkspace } from "./workspace-kind.ts";

export const saveKeysInput = z.object({
  platform: z.string().min(1),
  environment: z.string().optional(),
  marketplace: z.string().optional(),
  fields: z.record(z.string(), z.string().max(4000, "This value is too long.")),
});

/**
 * Connects a platform by keys. The keys are checked against the manifest, tried by a real call, and only then stored:
 * whatever fails leaves earlier working credentials as they are.
 */
export async function saveKeys({ ctx, input }: Verb<z.infer<typeof saveKeysInput>>): Promise<ConnectionCard> {
  requireRole(ctx.role, "manager");
  const definition = ctx.connectors.get(input.platform);
  const { manifest } = definition;
  const method = manifest.connectionMethods.find(({ kind }) => kind === "keys");
  if (method === undefined) throw invalid(`${manifest.name} is connected by consent, not by keys.`);
  const target = connectionTarget(ctx, manifest, input);
  const demo = await isDemoWorkspace(ctx);
  const preset = demo ? {} : await presetKeys(ctx, input.platform);
  const typed = Object.fromEntries(Object.entries(input.fields).filter(([, value]) => value.trim() !== ""));
  const checked = checkFields(method, { ...preset, ...typed });
  requireVault(ctx);
  const credentials = await exchangeKeys(ctx, definition, { ...target, demo, credentials: checked });
  const isOwn = (name: string) => typed[name] !== undefined || checked[name] === undefined;
  const fields = Object.fromEntries(Object.entries(credentials).filter(([name]) => isOwn(name)));
  const candidate = {
    workspaceId: ctx.workspaceId,
    accountKey: `candidate:${ctx.workspaceId}:${input.platform}`,
    platform: input.platform,
    ...target,
    demo,
    credentials,
  };
  const probe = await probeConnector(await ctx.platforms.connector(candidate));
  const proven = { platform: input.platform, method: "keys", ...target, demo, fields, tokens: null, probe } as const;
  const connectionId = await storeProvenConnection(ctx, proven);
  await startFirstSync(ctx, manifest, connectionId);
  return await platformCard(ctx, input.platform);
}
