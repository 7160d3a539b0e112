import { createHash, randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { pgliteScriptRunner, startPglite } from "../handle/pglite.ts";
import { migrate } from "../migrate/migrate.ts";
import { readMigrations } from "../migrate/read-migrations.ts";

it("alerts that were on their way to an address stay so, under the same message's id", async () => {
  const pglite = await startPglite({});
  const runner = pgliteScriptRunner(pglite);
  try {
    const before = (await readMigrations()).filter(({ number }) => number < 122);
    const checksum = (script: string) => createHash("sha256").update(script).digest("hex");
    await migrate(runner, { only: before.map(({ number, script }) => ({ number, checksum: checksum(script) })) });
    const [w, alert, webhook, posted, mailed] = Array.from({ length: 5 }, () => randomUUID());
    await runner.run(`
      INSERT INTO workspaces (workspace_id, name, currency, time_zone) VALUES ('${w}', 'T', 'GBP', 'UTC');
      INSERT INTO alerts (workspace_id, id, kind, trouble, severity, title, text, link, raised_at, seen_at)
        VALUES ('${w}', '${alert}', 'oversold', 'x', 'urgent', 'T', 't', '/orders', now(), now());
      INSERT INTO alert_webhooks (workspace_id, id, url, secret, key_id) VALUES ('${w}', '${webhook}', 'https://a.test', 's', 'k');
      INSERT INTO alert_deliveries (workspace_id, id, alert_id, webhook_id, attempts, available_at)
        VALUES ('${w}', '${posted}', '${alert}', '${webhook}', 2, now()), ('${w}', '${mailed}', '${alert}', NULL, 0, now())`);
    await migrate(runner);
    expect(await runner.query("SELECT id FROM alert_deliveries")).toEqual([{ id: mailed }]);
    expect(
      await runner.query(`SELECT event.id AS message, delivery.id, endpoint_id, state, attempts, event.data ->> 'link' AS link
        FROM webhook_deliveries AS delivery JOIN outgoing_events AS event ON event.id = delivery.event_id`),
    ).toEqual([{ message: posted, id: posted, endpoint_id: webhook, state: "pending", attempts: 2, link: "/orders" }]);
    expect(await runner.query("SELECT events FROM webhook_endpoints")).toEqual([{ events: ["alert.raised"] }]);
  } finally {
    await pglite.close();
  }
});
