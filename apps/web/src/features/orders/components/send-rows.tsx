import { ActionIcon, Checkbox } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { memo } from "react";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { PlannedParcel } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import type { SendRow } from "../use-send-rows.ts";
import classes from "./send.module.css";

interface SendRowsProps {
  rows: readonly SendRow[];
  /** What the server thinks of each row; absent before it was asked. */
  planned: readonly PlannedParcel[] | null;
  onChange: (position: number, part: Partial<SendRow>) => void;
  onRemove: (position: number) => void;
}

/** The orders to be sent with their numbers, and what would become of each. */
export function SendRows({ rows, planned, onChange, onRemove }: SendRowsProps) {
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={t("orders.ordersToSend")}>
        <thead>
          <tr>
            <th scope="col">{t("orders.order")}</th>
            <th scope="col">{t("orders.trackingNumber")}</th>
            <th scope="col">{t("orders.carrier")}</th>
            <th scope="col">{t("orders.whatWillHappen")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("orders.leaveOut")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, position) => (
            <Row
              key={row.orderRef}
              row={row}
              position={position}
              plan={planned?.[position] ?? null}
              onChange={onChange}
              onRemove={onRemove}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<SendRowsProps, "onChange" | "onRemove"> {
  row: SendRow;
  position: number;
  plan: PlannedParcel | null;
}

const Row = memo(
  ({ row, position, plan, onChange, onRemove }: RowProps) => (
    <tr data-fault={plan && !plan.ready ? true : undefined}>
      <td>
        {(row.platform ?? plan?.order?.platform) && (
          <PlatformMark platform={row.platform ?? plan?.order?.platform ?? ""} />
        )}{" "}
        <span className="mono">{row.platformOrderId}</span>{" "}
        <span className={classes.dim}>{plan?.order?.buyerName}</span>
      </td>
      <td data-label={t("orders.trackingNumber")}>
        <input
          className={`${classes.field} mono`}
          aria-label={t("send.trackingOf", { platformOrderId: row.platformOrderId })}
          value={row.trackingNumber}
          onChange={(event) => onChange(position, { trackingNumber: event.currentTarget.value, acceptTracking: false })}
        />
      </td>
      <td data-label={t("orders.carrier")}>
        <input
          className={classes.field}
          aria-label={t("send.carrierOf", { platformOrderId: row.platformOrderId })}
          placeholder={plan?.carrier ? `${plan.carrier.name}${plan.carrier.guessed ? t("send.byNumber") : ""}` : ""}
          value={row.carrier}
          onChange={(event) => onChange(position, { carrier: event.currentTarget.value })}
        />
      </td>
      <td className={classes.say}>
        <Say plan={plan} />
        {plan?.code === "tracking_wrong" && (
          <Checkbox
            size="xs"
            label={t("send.numberRight")}
            checked={row.acceptTracking}
            onChange={(event) => onChange(position, { acceptTracking: event.currentTarget.checked })}
          />
        )}
      </td>
      <td className={classes.out}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("send.leaveOutOf", { platformOrderId: row.platformOrderId })}
          onClick={() => onRemove(position)}
        >
          <IconX size={15} aria-hidden="true" />
        </ActionIcon>
      </td>
    </tr>
  ),
  (before, after) => before.row === after.row && before.plan === after.plan && before.position === after.position,
);

function Say({ plan }: { plan: PlannedParcel | null }) {
  if (plan === null) return <span className={classes.dim}>{t("send.unchecked")}</span>;
  if (!plan.ready) return <span className={classes.fault}>{t("send.skipped", { message: plan.message ?? "" })}</span>;
  return (
    <>
      <span>
        {t("send.goes")}
        {plan.carrier ? t("send.with", { name: plan.carrier.name }) : ""}
        {plan.trackingNumber ? "" : t("send.untracked")}
      </span>
      {plan.warnings.map((warning) => (
        <div key={warning} className={classes.warning}>
          {warning}
        </div>
      ))}
    </>
  );
}
