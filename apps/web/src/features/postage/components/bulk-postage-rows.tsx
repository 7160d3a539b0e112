import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { memo } from "react";
import { MoneyText } from "../../../components/money-text.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { t } from "../texts.ts";
import type { PostageOutcome, PostageRow } from "../use-bulk-postage.ts";
import classes from "./bulk-postage.module.css";

interface BulkPostageRowsProps {
  rows: readonly PostageRow[];
  outcomes: ReadonlyMap<string, PostageOutcome>;
  weightForAll: string;
  onWeigh: (id: string, weight: string) => void;
  onRemove: (id: string) => void;
}

/** The orders whose labels are bought, with the weight of each and what became of it. */
export function BulkPostageRows({ rows, outcomes, weightForAll, onWeigh, onRemove }: BulkPostageRowsProps) {
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={t("postage.labelsToBuy")}>
        <thead>
          <tr>
            <th scope="col">{t("postage.order")}</th>
            <th scope="col">{t("postage.weightInGrams")}</th>
            <th scope="col">{t("postage.label")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("postage.leaveOut")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} {...{ row, weightForAll, onWeigh, onRemove }} outcome={outcomes.get(row.id) ?? null} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<BulkPostageRowsProps, "weightForAll" | "onWeigh" | "onRemove"> {
  row: PostageRow;
  outcome: PostageOutcome | null;
}

const Row = memo(
  ({ row, outcome, weightForAll, onWeigh, onRemove }: RowProps) => (
    <tr data-fault={outcome?.message ? true : undefined}>
      <td>
        <PlatformMark platform={row.platform} /> <span className="mono">{row.platformOrderId}</span>
      </td>
      <td>
        <input
          className={classes.field}
          inputMode="numeric"
          aria-label={t("postage.weightOf", { platformOrderId: row.platformOrderId })}
          placeholder={weightForAll}
          disabled={Boolean(outcome?.label)}
          value={row.weight}
          onChange={(event) => onWeigh(row.id, event.currentTarget.value.replace(/\D/g, ""))}
        />
      </td>
      <td>
        <Outcome outcome={outcome} />
      </td>
      <td>
        {!outcome?.label && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("postage.leaveOutOf", { platformOrderId: row.platformOrderId })}
            onClick={() => onRemove(row.id)}
          >
            <IconX size={15} aria-hidden="true" />
          </ActionIcon>
        )}
      </td>
    </tr>
  ),
  (before, after) =>
    before.row === after.row && before.outcome === after.outcome && before.weightForAll === after.weightForAll,
);

function Outcome({ outcome }: { outcome: PostageOutcome | null }) {
  if (outcome === null) return <span className={classes.dim}>{t("postage.notBoughtYet")}</span>;
  if (!outcome.label) return <span className={classes.fault}>{outcome.message}</span>;
  const { carrier, service, trackingNumber, price } = outcome.label;
  return (
    <span data-testid="label-bought">
      {carrier} {service} <span className="mono">{trackingNumber}</span> {price && <MoneyText money={price} />}
    </span>
  );
}
