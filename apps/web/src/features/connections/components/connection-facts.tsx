import { Facts } from "../../../components/facts.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { countOf, showDuration } from "../../../lib/format.ts";
import type { Integration } from "../queries/connection-queries.ts";

function placeOf({ manifest, card }: Integration): string | null {
  const environment = manifest.environments.find(({ id }) => id === card.environment)?.label ?? card.environment;
  const marketplace = manifest.marketplaces.find(({ id }) => id === card.marketplace)?.label ?? card.marketplace;
  const parts = [card.demo ? "Simulated" : null, marketplace, environment].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : null;
}

/** What is known about a connection, with times that say what succeeded. */
export function ConnectionFacts({ integration }: { integration: Integration }) {
  const { card } = integration;
  const reads = integration.manifest.capabilities.orders;
  const place = placeOf(integration);
  return (
    <Facts
      rows={[
        place !== null && ["Where", place],
        reads && [
          "Last order read",
          card.lastOrderSyncAt ? <TimeText key="last" at={card.lastOrderSyncAt} /> : "Not yet",
        ],
        reads &&
          card.status !== "not_connected" && [
            "Next run",
            card.nextOrderSyncAt ? <TimeText key="next" at={card.nextOrderSyncAt} /> : "Not planned",
          ],
        card.lastCheckedAt !== null && [
          "Last check",
          <span key="check">
            <TimeText at={card.lastCheckedAt} />
            {card.lastLatencyMs !== null && ` · ${showDuration(card.lastLatencyMs)}`}
          </span>,
        ],
        card.expiresAt !== null && ["Access expires", <TimeText key="expires" at={card.expiresAt} />],
        card.pendingResolution > 0 && ["Waiting for you", countOf(card.pendingResolution, "sale")],
      ]}
    />
  );
}
