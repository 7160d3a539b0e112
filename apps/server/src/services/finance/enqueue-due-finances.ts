import type { Manifest } from "@counterfoil/connector-kit";
import { claimDueSyncs } from "@counterfoil/db";
import type { ServerParts } from "../context.ts";

const hour = 3600;

/** How often money is read where the seller chose nothing. Payouts come once a day. */
const readings = [
  { kind: "bank", everySeconds: hour, canDo: ({ bankTransactions }: Capabilities) => bankTransactions === true },
  { kind: "finances", everySeconds: 6 * hour, canDo: ({ finances }: Capabilities) => finances === true },
] as const;
type Capabilities = Manifest["capabilities"];

/** Starts every reading of bank lines and payouts whose time has come. */
export async function enqueueDueFinances(parts: ServerParts): Promise<void> {
  for (const { kind, everySeconds, canDo } of readings) {
    const able = parts.connectors.all().filter(({ manifest }) => canDo(manifest.capabilities));
    const platforms = able.map(({ manifest }) => manifest.platform);
    const due = await parts.db.asSystem((tx) => claimDueSyncs(tx, { kind, platforms, everySeconds, at: parts.now() }));
    for (const connection of due)
      await parts.jobs.enqueue(
        `${kind}.sync`,
        { ...connection, runId: null },
        { singletonKey: connection.connectionId },
      );
  }
}
