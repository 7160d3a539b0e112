import type { Transaction, Webhook } from "../monzo-entities.ts";
import type { MonzoWorld } from "../monzo-world.ts";
import { viewTransaction } from "../transactions/transaction-view.ts";

/** Tells every address registered for the account; unsigned, as Monzo does. */
export function announce(world: MonzoWorld, type: "transaction.created" | "transaction.updated", row: Transaction) {
  if (type === "transaction.updated" && !world.settings.sendsUpdates) return;
  const hooks = world.webhookRegistrations.where(({ accountId }) => accountId === row.accountId);
  for (const hook of hooks) deliver(world, hook, { type, data: viewFor(world, hook, row) });
}

/** Sends any body to a registered address. */
export function deliver(world: MonzoWorld, { url }: Pick<Webhook, "url">, event: { type: string; data: unknown }) {
  const body = JSON.stringify(event);
  world.webhooks.send({
    kind: event.type,
    build: () => ({ url, method: "POST", headers: { "content-type": "application/json" }, body }),
  });
}

function viewFor(world: MonzoWorld, { clientId }: Webhook, row: Transaction) {
  return viewTransaction(world, row, { clientId, expandMerchant: true });
}
