import { requireAccount } from "../caller.ts";
import { badParameter, notFound } from "../monzo-errors.ts";
import { type MonzoWorld, nextId } from "../monzo-world.ts";
import type { MonzoOperation } from "../operation.ts";
import { queryOf, readForm, required } from "../read-form.ts";

/** Registers, lists and removes webhooks; each belongs to one client and one account. */
export function webhookOperations(world: MonzoWorld): MonzoOperation[] {
  const view = ({ id, accountId, url }: { id: string; accountId: string; url: string }) => ({
    id,
    account_id: accountId,
    url,
  });
  return [
    {
      operation: "registerWebhook",
      method: "POST",
      path: "/webhooks",
      async handle(c, grant) {
        const form = await readForm(c);
        const account = requireAccount(world, grant, required(form, "account_id"));
        const url = required(form, "url");
        if (!/^https?:\/\/[^/]+/.test(url)) throw badParameter("url", "Not an address of http or https");
        const id = nextId(world, "webhook");
        const hook = world.webhookRegistrations.insert({ id, clientId: grant.clientId, accountId: account.id, url });
        world.ledger.append("webhook-registered", { webhookId: id, accountId: account.id });
        return c.json({ webhook: view(hook) });
      },
    },
    {
      operation: "listWebhooks",
      method: "GET",
      path: "/webhooks",
      handle(c, grant) {
        const account = requireAccount(world, grant, required(queryOf(c), "account_id"));
        const hooks = world.webhookRegistrations.where(
          ({ accountId, clientId }) => accountId === account.id && clientId === grant.clientId,
        );
        return c.json({ webhooks: hooks.map(view) });
      },
    },
    {
      operation: "deleteWebhook",
      method: "DELETE",
      path: "/webhooks/:id",
      handle(c, grant) {
        const hook = world.webhookRegistrations.get(c.req.param("id") ?? "");
        if (hook === undefined || hook.clientId !== grant.clientId) throw notFound("Webhook");
        world.webhookRegistrations.delete(hook.id);
        world.ledger.append("webhook-removed", { webhookId: hook.id, accountId: hook.accountId });
        return c.json({});
      },
    },
  ];
}
