import { Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { MoneyText } from "../../../components/money-text.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { ConnectionCard, OrderCounts, OrderRow, PlatformStats } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { saleWordLabels, saleWordOf, saleWords } from "../../../lib/sale-words.ts";
import { t } from "../texts.ts";
import classes from "./work-summary.module.css";

/** How many sales stand where; each leads to those sales. */
export function SaleWordCounts({ counts }: { counts: OrderCounts | undefined }) {
  return (
    <nav className={classes.words} aria-label={t("home.byState")}>
      {saleWords.map((word) => (
        <Link key={word} to="/orders" search={{ word }} className={classes.word}>
          {counts ? (
            <span className={classes.number}>{showNumber(counts[word])}</span>
          ) : (
            <Skeleton height={22} width={48} my={4} />
          )}
          <StateDot tone={saleWordLabels[word].tone} word={saleWordLabels[word].label} />
        </Link>
      ))}
    </nav>
  );
}

/** Sales that wait for a decision, per platform. */
export function WaitingPanel({ stats }: { stats: readonly PlatformStats[] }) {
  return (
    <section className={classes.panel} aria-label={t("home.waiting")}>
      <h2 className={classes.panelTitle}>{t("home.waiting")}</h2>
      {stats.map((platform) => (
        <Link
          key={platform.platform}
          to="/settings/inventory-resolution"
          search={{ platform: platform.platform }}
          className={classes.row}
        >
          <PlatformMark platform={platform.platform} withName />
          <span className={`${classes.end} numeric`}>
            {platform.pending > 0 ? (
              <StateDot tone="wants" word={t("home.waitingCount", { count: showNumber(platform.pending) })} />
            ) : (
              <StateDot tone="done" word={t("home.clear")} />
            )}
          </span>
        </Link>
      ))}
    </section>
  );
}

interface ShopsPanelProps {
  cards: readonly ConnectionCard[];
  stateOf: (card: ConnectionCard) => { word: string; tone: Tone };
}

/** The connected shops and when each was last read. */
export function ShopsPanel({ cards, stateOf }: ShopsPanelProps) {
  return (
    <section className={classes.panel} aria-label={t("home.shops")}>
      <h2 className={classes.panelTitle}>{t("home.shops")}</h2>
      {cards.map((card) => (
        <Link key={card.platform} to="/settings/integrations" className={classes.row}>
          <PlatformMark platform={card.platform} withName />
          <span className={classes.end}>
            {card.lastOrderSyncAt && (
              <span className={classes.dim}>
                {t("home.read")} <TimeText at={card.lastOrderSyncAt} />
              </span>
            )}
            <StateDot {...stateOf(card)} />
          </span>
        </Link>
      ))}
    </section>
  );
}

/** The sales that came in last. */
export function LatestOrders({ orders }: { orders: readonly OrderRow[] }) {
  if (orders.length === 0) return null;
  return (
    <section className={classes.panel} aria-label={t("home.latest")}>
      <h2 className={classes.panelTitle}>{t("home.latest")}</h2>
      {orders.map((order) => {
        const { label, tone } = saleWordLabels[saleWordOf(order)];
        return (
          <Link key={order.id} to="/orders/$orderId" params={{ orderId: order.id }} className={classes.row}>
            <PlatformMark platform={order.platform} />
            <span className="truncate">{order.firstTitle ?? order.platformOrderId}</span>
            <span className={`${classes.end} ${classes.latest}`}>
              <span className={classes.wide}>
                <TimeText at={order.placedAt} />
              </span>
              <MoneyText money={order.total} />
              <StateDot tone={tone} word={label} />
            </span>
          </Link>
        );
      })}
    </section>
  );
}
