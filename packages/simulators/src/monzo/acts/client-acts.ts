import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import type { MonzoWorld } from "../monzo-world.ts";
import { deliver } from "../webhooks/deliver.ts";

const seconds = z.number().int().min(0);

/** What is set on the developer pages, the switches of this simulator, and what a stranger may post. */
export function clientActs(world: MonzoWorld) {
  return {
    /** Registers other redirect addresses for a client (the first when none is named). */
    setRedirectUris: defineAct(
      z.strictObject({ clientId: z.string().optional(), redirectUris: z.array(z.url()).min(1) }),
      ({ clientId, redirectUris }) => {
        const client = world.clients.find((row) => clientId === undefined || row.clientId === clientId);
        if (client === undefined) throw new ActRefused(`There is no client ${clientId ?? ""}`);
        client.redirectUris = redirectUris;
        return { clientId: client.clientId, redirectUris };
      },
    ),
    setSettings: defineAct(
      z.strictObject({
        accessTokenSeconds: seconds.optional(),
        approveAfterSeconds: seconds.nullable().optional(),
        historyWindowSeconds: seconds.optional(),
        historyWindowStarts: z.enum(["approval", "sign-in"]).optional(),
        historyDays: z.number().int().min(1).optional(),
        spanDays: z.number().int().min(1).nullable().optional(),
        refreshError: z.enum(["bad-refresh-token", "invalid-grant"]).optional(),
        retryAfter: z.boolean().optional(),
        sendsUpdates: z.boolean().optional(),
      }),
      (change) => {
        const given = Object.entries(change).filter(([, value]) => value !== undefined);
        return { ...Object.assign(world.settings, Object.fromEntries(given)) };
      },
    ),
    /** A stranger posts a body to a registered address (or to `url`): Monzo's messages carry no proof. */
    forgeWebhook: defineAct(
      z.strictObject({
        url: z.url().optional(),
        type: z.string().default("transaction.created"),
        data: z.record(z.string(), z.unknown()),
      }),
      ({ url, type, data }) => {
        const urls = url === undefined ? world.webhookRegistrations.all().map((hook) => hook.url) : [url];
        if (urls.length === 0) throw new ActRefused("No address is registered");
        for (const each of new Set(urls)) deliver(world, { url: each }, { type, data });
        return { sent: urls.length };
      },
    ),
  };
}
