import { Button } from "@mantine/core";
import { CopyText } from "../../../components/copy-text.tsx";
import { Facts } from "../../../components/facts.tsx";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { PlatformMark, platformName } from "../../../components/platform-mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { EntryDetail } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { orderStatusWords } from "../../../lib/sale-words.ts";
import { t } from "../texts.ts";
import classes from "./resolution.module.css";

interface SaleSideProps {
  entry: EntryDetail;
  /** Narrows the queue to sales of the same product. */
  onSiblings: () => void;
}

/** The sale as the platform tells it, and why it waits. */
export function SaleSide({ entry, onSiblings }: SaleSideProps) {
  return (
    <section className={classes.sale} aria-label={t("desk.sale")}>
      {entry.order.imageUrl && (
        <div style={{ marginBottom: "0.6rem" }}>
          <ItemThumb url={entry.order.imageUrl} size={72} />
        </div>
      )}
      <h2 className={classes.saleTitle}>{entry.title}</h2>
      {entry.status === "pending" && (
        <div className={classes.reason} data-testid="reason">
          {entry.reasonText}
        </div>
      )}
      {entry.takenBy.length > 0 && (
        <p className={classes.rivals} data-testid="rivals">
          {t("desk.takenBy")}{" "}
          {entry.takenBy.map(({ orderId, platform, platformOrderId }, index) => (
            <span key={orderId}>
              {index > 0 && ", "}
              <LinkText to="/orders/$orderId" params={{ orderId }} size="sm">
                <span className="mono">{platformOrderId}</span>
              </LinkText>{" "}
              {t("desk.on", { platform: platformName(platform) })}
            </span>
          ))}
        </p>
      )}
      <Facts
        rows={[
          ["SKU", entry.sku ? <CopyText key="sku" text={entry.sku} label={t("desk.copySku")} /> : t("desk.none")],
          ...entry.variation.map(({ name, value }) => [name, value] as const),
          [t("desk.sold"), <strong key="sold">{showNumber(entry.quantity)}</strong>],
          entry.status === "pending" && [
            t("desk.toFind"),
            <strong key="needed">{showNumber(entry.quantityNeeded)}</strong>,
          ],
          [t("desk.for"), <MoneyText key="total" money={entry.total} />],
          [
            t("desk.order"),
            <LinkText key="order" to="/orders/$orderId" params={{ orderId: entry.orderId }} size="sm">
              <span className="mono">{entry.platformOrderId}</span>
            </LinkText>,
          ],
          [t("desk.channel"), <PlatformMark key="channel" platform={entry.platform} size={16} withName />],
          [t("desk.buyer"), entry.buyer ?? t("desk.notGiven")],
          [t("desk.placed"), <TimeText key="placed" at={entry.orderDate} as="exact" />],
          [t("desk.status"), orderStatusWords[entry.orderStatus]],
        ]}
      />
      {entry.siblings > 0 && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={onSiblings}>
          {t("desk.siblings", { count: entry.siblings })}
        </Button>
      )}
    </section>
  );
}
