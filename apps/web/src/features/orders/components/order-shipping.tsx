import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CopyText } from "../../../components/copy-text.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { OrderDetail } from "../../../lib/api-types.ts";
import { statesBy } from "../../../lib/language/words-by.ts";
import { t } from "../texts.ts";
import { DispatchDialog } from "./dispatch-dialog.tsx";
import { LabelButton } from "./label-button.tsx";
import { OrderMoves } from "./order-moves.tsx";
import classes from "./orders.module.css";

const shipmentStates: Readonly<Record<OrderDetail["shipments"][number]["state"], { word: string; tone: Tone }>> =
  statesBy(t, {
    requested: { word: "parcel.sending", tone: "progress" },
    confirmed: { word: "parcel.confirmed", tone: "done" },
    failed: { word: "parcel.refused", tone: "failed" },
    outcome_unknown: { word: "parcel.checking", tone: "review" },
  });

const sendable: ReadonlySet<OrderDetail["status"]> = new Set(["paid", "packed", "partially_shipped", "unknown"]);

/** The parcel of a sale that came by two roads is told to the platform whose order counts, where it takes any. */
function isSentElsewhere({ otherRoads }: OrderDetail): boolean {
  return otherRoads.some(({ counts, takesParcels }) => counts && takesParcels);
}

function addressLines({ shipTo }: OrderDetail): string[] {
  if (!shipTo) return [];
  const place = [shipTo.city, shipTo.region, shipTo.postalCode].filter(Boolean).join(" ");
  const parts = [shipTo.name, shipTo.company, ...shipTo.lines, place, shipTo.countryCode].filter(
    (part): part is string => Boolean(part),
  );
  return shipTo.lines.length === 0 && shipTo.raw ? shipTo.raw.split("\n") : parts;
}

/** Where the order goes, what has left, and the form for what leaves now. */
export function OrderShipping({ order }: { order: OrderDetail }) {
  const [opened, dialog] = useDisclosure();
  const address = addressLines(order);
  return (
    <section className={classes.panel} aria-label={t("orders.shipping")}>
      <h2 className={classes.panelTitle}>{t("orders.shipping")}</h2>
      <div className={classes.panelBody}>
        {address.length > 0 ? (
          <address className={classes.address}>
            {address.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </address>
        ) : (
          <span className={classes.dim}>{t("parcel.noAddress")}</span>
        )}
        {order.shipments.map((shipment) => (
          <div key={shipment.id} className={classes.stub} data-testid="shipment">
            <strong>{shipment.carrier ?? t("orders.carrierUnknown")}</strong>{" "}
            {shipment.trackingNumber ? (
              <CopyText text={shipment.trackingNumber} label={t("orders.copyTheTrackingNumber")} />
            ) : (
              <span className={classes.dim}>{t("parcel.untracked")}</span>
            )}
            <div className={classes.stubHead}>
              <span className={classes.dim}>
                {t("sale.sent")} <TimeText at={shipment.shippedAt} as="day" />
              </span>
              <span style={{ marginLeft: "auto" }}>
                <StateDot {...shipmentStates[shipment.state]} />
              </span>
            </div>
          </div>
        ))}
        {sendable.has(order.status) && !isSentElsewhere(order) && (
          <Button mt="md" fullWidth onClick={dialog.open}>
            {order.shipments.length > 0 ? t("orders.sendAnotherPackage") : t("orders.markAsSent")}
          </Button>
        )}
        <OrderMoves order={order} />
        {order.hasLabels && order.status !== "cancelled" && <LabelButton order={order} />}
      </div>
      <DispatchDialog order={order} opened={opened} onClose={dialog.close} />
    </section>
  );
}
