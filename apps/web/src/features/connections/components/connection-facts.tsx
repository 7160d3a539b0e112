import { Facts } from "../../../components/facts.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { showDuration, showNumber } from "../../../lib/format.ts";
import { useNow } from "../../../lib/use-now.ts";
import { type Integration, useLookUps } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";

function placeOf({ manifest, card }: Integration): string | null {
  const environment = manifest.environments.find(({ id }) => id === card.environment)?.label ?? card.environment;
  const marketplace = manifest.marketplaces.find(({ id }) => id === card.marketplace)?.label ?? card.marketplace;
  const parts = [card.demo ? t("connections.simulated") : null, marketplace, environment].filter(Boolean);
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
        place !== null && [t("connections.where"), place],
        reads && [
          t("connections.lastOrderRead"),
          card.lastOrderSyncAt ? <TimeText key="last" at={card.lastOrderSyncAt} /> : t("connections.notYet"),
        ],
        reads &&
          card.status !== "not_connected" && [
            t("connections.nextRun"),
            <NextRun key="next" at={card.nextOrderSyncAt} />,
          ],
        looksUp === true && card.status === "connected" && [t("connections.lookUps"), <LookUps key="look-ups" />],
        card.lastCheckedAt !== null && [
          t("connections.lastCheck"),
          <span key="check">
            <TimeText at={card.lastCheckedAt} />
            {card.lastLatencyMs !== null && ` · ${showDuration(card.lastLatencyMs)}`}
          </span>,
        ],
        card.expiresAt !== null && [
          t("connections.accessExpires"),
          <TimeText key="expires" at={card.expiresAt} as="day" />,
        ],
        card.pendingResolution > 0 && [
          t("connections.waitingForYou"),
          t("count.sales", { count: card.pendingResolution }),
        ],
      ]}
    />
  );
}

function NextRun({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null) return t("connections.notPlanned");
  return Date.parse(at) <= now ? t("connections.dueNow") : <TimeText at={at} />;
}

/** How many of the day's look-ups are used, and what the workspace's own catalogue knows. */
function LookUps() {
  const { data: usage } = useLookUps();
  if (!usage) return null;
  const known = t("usage.kept", { known: usage.known });
  if (usage.today === null) return known;
  const { usedToday, dailyLimit, resetAt } = usage.today;
  if (dailyLimit === null) return t("usage.unlimited", { usedToday: showNumber(usedToday), known });
  return (
    <>
      {t("usage.limited", { usedToday: showNumber(usedToday), dailyLimit: showNumber(dailyLimit) })}{" "}
      <TimeText at={resetAt} /> · {known}
    </>
  );
}
