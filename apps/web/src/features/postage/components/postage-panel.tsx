import { FailureNotice } from "../../../components/failure-notice.tsx";
import type { OrderPostage } from "../../../lib/api-types.ts";
import { usePostage } from "../queries/postage-queries.ts";
import { t } from "../texts.ts";
import { BoughtLabel } from "./bought-label.tsx";
import classes from "./postage.module.css";
import { QuoteForm } from "./quote-form.tsx";
import { SenderForm } from "./sender-form.tsx";

interface PostagePanelProps {
  orderId: string;
  /** Whether the order may still be sent. */
  sendable: boolean;
}

/** Labels of carriers for an order: bought here, printed, given back. Absent while no provider is connected. */
export function PostagePanel({ orderId, sendable }: PostagePanelProps) {
  const query = usePostage(orderId);
  const { data } = query;
  if (!data && !query.error) return null;
  if (data && data.provider === null && data.labels.length === 0) return null;
  return (
    <section className={classes.panel} aria-label={t("postage.postage")}>
      <h2 className={classes.title}>{t("postage.postage")}</h2>
      <div className={classes.body}>
        {query.error && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
        {data && <Postage orderId={orderId} sendable={sendable} postage={data} />}
      </div>
    </section>
  );
}

function Postage({ orderId, sendable, postage }: PostagePanelProps & { postage: OrderPostage }) {
  const { labels, provider, sender } = postage;
  const told = labels.filter(({ state }) => state === "bought" || state === "buying" || state === "failed");
  const holds = told.some(({ state, refund }) => state !== "failed" && (refund === null || refund === "rejected"));
  return (
    <>
      {told.map((label) => (
        <BoughtLabel key={label.id} label={label} sendable={sendable} />
      ))}
      {sendable && provider !== null && !holds && (sender ? <QuoteForm orderId={orderId} /> : <SenderForm />)}
      {!sendable && told.length === 0 && <span className={classes.dim}>{t("postage.thisOrderNeedsNoLabel")}</span>}
    </>
  );
}
