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
import classes from "./resolution.module.css";

interface SaleSideProps {
  entry: EntryDetail;
  /** Narrows the queue to sales of the same product. */
  onSiblings: () => void;
}

/** The sale as the platform tells it, and why it waits. */
export function SaleSide({ entry, onSiblings }: SaleSideProps) {
  return (
    <section className={classes.sale} aria-label="Sale">
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
          Taken by{" "}
          {entry.takenBy.map(({ orderId, platform, platformOrderId }, index) => (
            <span key={orderId}>
              {index > 0 && ", "}
              <LinkText to="/orders/$orderId" params={{ orderId }} size="sm">
                <span className="mono">{platformOrderId}</span>
              </LinkText>{" "}
              on {platformName(platform)}
            </span>
          ))}
        </p>
      )}
      <Facts
        rows={[
          ["SKU", entry.sku ? <CopyText key="sku" text={entry.sku} label="Copy the SKU" /> : "None"],
          ...entry.variation.map(({ name, value }) => [name, value] as const),
          ["Sold", <strong key="sold">{showNumber(entry.quantity)}</strong>],
          entry.status === "pending" && ["To find", <strong key="needed">{showNumber(entry.quantityNeeded)}</strong>],
          ["For", <MoneyText key="total" money={entry.total} />],
          [
            "Order",
            <LinkText key="order" to="/orders/$orderId" params={{ orderId: entry.orderId }} size="sm">
              <span className="mono">{entry.platformOrderId}</span>
            </LinkText>,
          ],
          ["Channel", <PlatformMark key="channel" platform={entry.platform} size={16} withName />],
          ["Buyer", entry.buyer ?? "Not given"],
          ["Placed", <TimeText key="placed" at={entry.orderDate} as="exact" />],
          ["Status", orderStatusWords[entry.orderStatus]],
        ]}
      />
      {entry.siblings > 0 && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={onSiblings}>
          {showNumber(entry.siblings)} more like this
        </Button>
      )}
    </section>
  );
}
