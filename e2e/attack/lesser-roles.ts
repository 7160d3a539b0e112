import { randomUUID } from "node:crypto";
import { restRoutes } from "../../apps/server/src/http/rest/rest-routes.ts";
import { procedures } from "../../apps/server/src/testing/ids-in-inputs.ts";
import { sampleInputs } from "../../apps/server/src/testing/sample-input.ts";
import { attack } from "./attack.ts";
import type { AttackWorld } from "./attack-world.ts";
import { call, leak, mutate, query, send } from "./request.ts";

/** What everybody may do, as it concerns themselves alone. */
const forThemselves = /^(session|account|accounts|views|demo|setup)\./;
const openToAll = new Set([
  ...["setup.status", "setup.createOwner", "account.askReset", "account.resetPassword"],
  ...["account.lookAtInvitation", "account.acceptInvitation"],
]);

/** Settings of the shop: nobody below a manager changes them. */
const settings = new Set([
  ...["connections.saveKeys", "connections.startOAuth", "connections.disconnect", "connections.webhookUrl"],
  ...["policy.set", "policy.setBar", "stock.setSafetyBuffer", "stock.setChannel"],
  ...["alerts.setSettings", "webhooks.add", "webhooks.remove", "rules.save", "rules.remove"],
]);

/** People of Ann's workspace who do more than their role lets them, and visitors who are nobody. */
export function describeLesserRoles(world: () => AttackWorld): void {
  const inputOf = ({ input }: (typeof procedures)[number]): unknown =>
    input === null ? undefined : sampleInputs(input, () => randomUUID())[0]?.input;

  attack("more than the role may", {
    name: "a viewer writes, through every procedure",
    cases: () => procedures.filter(({ path, type }) => type === "mutation" && !forThemselves.test(path)),
    attempt: async (procedure) => {
      const answered = await call(world(), procedure, {
        as: world().staff.get("viewer") ?? null,
        input: inputOf(procedure),
      });
      return answered.status === 403 ? null : `a viewer may ${procedure.path}: ${answered.status}`;
    },
  });

  attack("more than the role may", {
    name: "people who are not managers change the settings",
    cases: () =>
      [...world().staff]
        .filter(([role]) => role !== "manager")
        .flatMap(([role, person]) =>
          procedures.filter(({ path }) => settings.has(path)).map((procedure) => ({ procedure, role, person })),
        ),
    attempt: async ({ procedure, role, person }) => {
      const answered = await call(world(), procedure, { as: person, input: inputOf(procedure) });
      return answered.status === 403 ? null : `a ${role} may ${procedure.path}: ${answered.status} ${answered.text}`;
    },
  });

  attack("more than the role may", {
    name: "nobody at all asks every procedure and path",
    cases: () => [
      ...procedures.filter(({ path }) => !openToAll.has(path)).map((procedure) => ({ procedure, route: null })),
      ...restRoutes.filter(({ scope }) => scope !== null).map((route) => ({ procedure: null, route })),
    ],
    attempt: async ({ procedure, route }) => {
      const answered =
        route === null
          ? await call(world(), procedure, { as: null, input: inputOf(procedure) })
          : await send(world(), route.path.replace(/\{\w+\}/g, "ebay"), { method: route.method.toUpperCase() });
      const what = procedure?.path ?? route?.path;
      return answered.status === 401 ? leak(answered) : `nobody may ask ${what}: ${answered.status}`;
    },
  });

  attack("more than the role may", {
    name: "a viewer makes a key that may write",
    cases: () => [["orders:write"], ["connections:write"], ["inventory:write"], ["sync:write"]],
    attempt: async (scopes) => {
      const viewer = world().staff.get("viewer") ?? null;
      const { status, json } = await mutate(world(), "apiKeys.create", viewer, { name: "k", scopes });
      const key = json?.result?.data?.key as string | undefined;
      if (key === undefined) return status === 403 ? null : `${status}`;
      const headers = { authorization: `Bearer ${key}` };
      const body = { title: "by a viewer", status: "in_stock", quantity: 1 };
      const wrote = await send(world(), "/trpc/inventory.create", { body, headers });
      return wrote.status === 200 ? `a viewer's key with ${scopes} wrote` : null;
    },
  });

  attack("more than the role may", {
    name: "a key is used for what it was not made for, or changed",
    cases: () => [
      "inventory.list",
      "connections.list",
      "apiKeys.list",
      "webhooks.list",
      "rules.list",
      "alerts.settings",
    ],
    attempt: async (path) => {
      const made = await mutate(world(), "apiKeys.create", world().ann, { name: "k", scopes: ["analytics:read"] });
      const key = String(made.json?.result?.data?.key);
      const changed = `${key.slice(0, -2)}${key.endsWith("aa") ? "bb" : "aa"}`;
      const asKey = (text: string) =>
        call(world(), { path, type: "query" }, { as: null, headers: { authorization: `Bearer ${text}` } });
      const [narrow, forged] = [await asKey(key), await asKey(changed)];
      if (narrow.status !== 403) return `a key for analytics reads ${path}: ${narrow.status}`;
      return forged.status === 401 ? null : `a changed key reads ${path}: ${forged.status}`;
    },
  });

  attack("writes from other sites", {
    name: "with the visitor's own cookie",
    cases: () =>
      foreignOrigins(world().url).flatMap((headers) =>
        [
          { path: "/trpc/inventory.create", body: { title: "forged", status: "in_stock", quantity: 1 } },
          { path: "/api/v1/platforms/manual-sync", body: { syncType: "orders" } },
          { path: "/api/auth/sign-out", body: {} },
        ].map((one) => ({ ...one, headers })),
      ),
    attempt: async ({ path, body, headers }) => {
      const answered = await send(world(), path, { as: world().ann, body, headers });
      if (answered.status !== 403) return `${path} with ${JSON.stringify(headers)}: ${answered.status}`;
      const allowed = answered.headers.get("access-control-allow-origin");
      return allowed === null ? null : `${path} lets ${allowed} read`;
    },
  });

  attack("writes from other sites", {
    name: "have ended no session and written nothing",
    cases: () => ["session", "items"],
    attempt: async (what) => {
      if (what === "session") {
        return (await query(world(), "session.me", world().ann)).status === 200 ? null : "Ann was signed out";
      }
      const { json } = await query(world(), "inventory.list", world().ann, { q: "forged" });
      return json?.result?.data?.items?.length === 0 ? null : "an item was forged";
    },
  });
}

function foreignOrigins(url: string): Record<string, string>[] {
  const { host, port } = new URL(url);
  return [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: `http://${host}.evil.example` },
    { origin: `http://evil.example:${port}` },
    { origin: `https://${host}` },
    { origin: "http://127.0.0.1" },
    { origin: `http://localhost.evil.example:${port}`, "content-type": "text/plain" },
    { origin: "", "content-type": "application/x-www-form-urlencoded" },
  ];
}
