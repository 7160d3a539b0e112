import { Facts } from "../../../components/facts.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { countOf, showDuration, showNumber } from "../../../lib/format.ts";
import { useNow } from "../../../lib/use-now.ts";
import { type Integration, useLookUps } from "../queries/connection-queries.ts";

function placeOf({ manifest, card }: Integration): string | null {
  const environment = manifest.environments.find(({ id }) => id === card.environment)?.label ?? card.environment;
  const marketplace = manifest.marketplaces.find(({ id }) => id === card.marketplace)?.label ?? card.marketplace;
  const parts = [card.demo ? "Simulated" : null, marketplace, environment].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : null;
}

/** What is known about a connection, with times that say what succeeded. */
export function ConnectionFacts({ integration }: { integration: Integration }) {
  const { card } = integration;
  const { orders: reads, products: looksUp } = integration.manifest.capabilities;
  const place = placeOf(integration);
  return (
    <Facts
      rows={[
        place !== null && ["Where", place],
        reads && [
          "Last order read",
          card.lastOrderSyncAt ? <TimeText key="last" at={card.lastOrderSyncAt} /> : "Not yet",
        ],
        reads && card.status !== "not_connected" && ["Next run", <NextRun key="next" at={card.nextOrderSyncAt} />],
        looksUp === true && card.status === "connected" && ["Look-ups", <LookUps key="look-ups" />],
        card.lastCheckedAt !== null && [
          "Last check",
          <span key="check">
            <TimeText at={card.lastCheckedAt} />
            {card.lastLatencyMs !== null && ` · ${showDuration(card.lastLatencyMs)}`}
          </span>,
        ],
        card.expiresAt !== null && ["Access expires", <TimeText key="expires" at={card.expiresAt} as="day" />],
        card.pendingResolution > 0 && ["Waiting for you", countOf(card.pendingResolution, "sale")],
      ]}
    />
  );
}

function NextRun({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null) return "Not planned";
  return Date.parse(at) <= now ? "Due now" : <TimeText at={at} />;
}

/** How many of the day's look-ups are used, and what the workspace's own catalogue knows. */
function LookUps() {
  const { data: usage } = useLookUps();
  if (!usage) return null;
  const known = `${countOf(usage.known, "product")} kept`;
  if (usage.today === null) return known;
  const { usedToday, dailyLimit, resetAt } = usage.today;
  if (dailyLimit === null) return `${showNumber(usedToday)} today, without a limit · ${known}`;
  return (
    <>
      {showNumber(usedToday)} of {showNumber(dailyLimit)} today, anew <TimeText at={resetAt} /> · {known}
    </>
  );
}
