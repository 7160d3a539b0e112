import { Button, NumberInput, Progress } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import type { PostageLabel } from "../../../lib/api-types.ts";
import { showMoney } from "../../../lib/format.ts";
import { handOrders } from "../../../lib/handed-orders.ts";
import { usePostage } from "../queries/postage-queries.ts";
import { t } from "../texts.ts";
import { type PostageRow, useBulkPostage } from "../use-bulk-postage.ts";
import classes from "./bulk-postage.module.css";
import { BulkPostageRows } from "./bulk-postage-rows.tsx";
import { SenderForm } from "./sender-form.tsx";

interface BulkPostageScreenProps {
  /** What prints the labels of these orders. */
  printLabels: (orderIds: readonly string[]) => ReactNode;
}

/** Labels for many orders at once: one weight for all or one each, the cheapest offer of each, and what became of it. */
export function BulkPostageScreen({ printLabels }: BulkPostageScreenProps) {
  const postage = useBulkPostage();
  const [first] = postage.rows;
  if (first === undefined)
    return (
      <EmptyState kind="nothing-yet" title={t("postage.noOrdersChosen")} text={t("postage.noneText")}>
        <LinkButton to="/orders">{t("postage.chooseOrders")}</LinkButton>
      </EmptyState>
    );
  return <Ready postage={postage} first={first} printLabels={printLabels} />;
}

/** What labels cost together, each currency by itself. */
function paidFor(labels: readonly PostageLabel[]): string {
  const sums = new Map<string, number>();
  for (const { price } of labels)
    if (price) sums.set(price.currency, (sums.get(price.currency) ?? 0) + Number(price.minor));
  return [...sums].map(([currency, minor]) => showMoney({ minor, currency })).join(" + ");
}

type Postage = ReturnType<typeof useBulkPostage>;

function Ready({ postage, first, printLabels }: BulkPostageScreenProps & { postage: Postage; first: PostageRow }) {
  const { rows, outcomes, asked } = postage;
  const [weight, setWeight] = useState("");
  const navigate = useNavigate();
  const about = usePostage(first.id);
  if (about.error) return <FailureNotice error={about.error} onRetry={() => void about.refetch()} />;
  if (!about.data) return null;
  if (about.data.provider === null)
    return (
      <EmptyState kind="nothing-yet" title={t("postage.noProviderOfPostage")} text={t("postage.connectText")}>
        <LinkButton to="/settings/integrations">{t("settings.integrations")}</LinkButton>
      </EmptyState>
    );
  if (about.data.sender === null) return <SenderForm />;
  const bought = rows.flatMap(({ id }) => outcomes.get(id)?.label ?? []);
  const open = rows.length - bought.length;
  const refused = rows.filter(({ id }) => outcomes.get(id)?.message).length;
  const unweighed = rows.filter((row) => !outcomes.get(row.id)?.label && Number(row.weight || weight) < 1).length;
  const send = () => {
    handOrders(
      rows.flatMap(({ id, platform, platformOrderId }) => {
        const label = outcomes.get(id)?.label;
        const { carrier = null, trackingNumber = null } = label ?? {};
        return label ? [{ id, platform, platformOrderId, carrier, trackingNumber, acceptTracking: true }] : [];
      }),
    );
    void navigate({ to: "/orders/send" });
  };
  return (
    <>
      <div className={classes.head}>
        <NumberInput
          label={t("postage.weightOfEachInGrams")}
          min={1}
          max={70_000}
          allowDecimal={false}
          value={weight}
          onChange={(value) => setWeight(String(value))}
        />
        <Button
          loading={asked !== null}
          disabled={open === 0 || unweighed > 0}
          onClick={() => void postage.buy(weight)}
        >
          {refused > 0 ? t("postage.tryOthers", { open }) : t("postage.buyCheapest", { open })}
        </Button>
        {bought.length > 0 && asked === null && (
          <>
            {printLabels(bought.map(({ orderId }) => orderId))}
            <Button variant="default" onClick={send}>
              {t("postage.sendWithTheseNumbers")}
            </Button>
          </>
        )}
      </div>
      <p className={classes.dim}>{t("postage.onceText")}</p>
      <div role="status" data-testid="postage-summary" className={classes.summary}>
        {asked && (
          <>
            {t("postage.buying", { done: asked.done, total: asked.total })}
            <Progress
              aria-label={t("postage.labelsBought")}
              value={(100 * asked.done) / Math.max(1, asked.total)}
              mt={4}
            />
          </>
        )}
        {!asked && bought.length > 0 && (
          <>
            {t("postage.boughtFor", { count: bought.length, bought: paidFor(bought) })}
            {refused > 0 && <span className={classes.fault}>{t("postage.andRefused", { refused })}</span>}
          </>
        )}
        {!asked && bought.length === 0 && refused > 0 && (
          <span className={classes.fault}>{t("postage.refusedCount", { refused })}</span>
        )}
      </div>
      <BulkPostageRows
        rows={rows}
        outcomes={outcomes}
        weightForAll={weight}
        onWeigh={postage.weigh}
        onRemove={postage.remove}
      />
    </>
  );
}
