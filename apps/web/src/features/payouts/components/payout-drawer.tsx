import { Drawer, Group, Skeleton, Stack } from "@mantine/core";
import { Facts } from "../../../components/facts.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { Note } from "../../../components/note.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { PayoutDetail } from "../../../lib/api-types.ts";
import { foundByWords, movementWords, payoutState } from "../payout-words.ts";
import { usePayout } from "../queries/payout-queries.ts";
import { t } from "../texts.ts";
import { BankSide } from "./bank-side.tsx";
import { PayoutDifference, PayoutState } from "./payout-columns.tsx";
import classes from "./payouts.module.css";

/** One payout beside the table: what the bank shows of it, and the orders inside. */
export function PayoutDrawer({ payoutId, onClose }: { payoutId: string | null; onClose: () => void }) {
  return (
    <Drawer opened={payoutId !== null} onClose={onClose} position="right" size="lg" title={t("payouts.payout")}>
      {payoutId !== null && <PayoutDetails payoutId={payoutId} />}
    </Drawer>
  );
}

function PayoutDetails({ payoutId }: { payoutId: string }) {
  const query = usePayout(payoutId);
  if (query.error)
    return (
      <FailureNotice error={query.error} what={t("payouts.thePayoutCouldNotBe")} onRetry={() => void query.refetch()} />
    );
  if (!query.data) return <Skeleton height={320} />;
  const payout = query.data;
  const { text, tone } = payoutState(payout.state);
  return (
    <Stack gap="sm">
      <Group gap="sm" justify="space-between">
        <PlatformMark platform={payout.platform} withName />
        <strong className={classes.big}>
          <MoneyText money={payout.amount} />
        </strong>
      </Group>
      {text && <Note tone={tone}>{text}</Note>}
      <Facts
        rows={[
          [t("payouts.state"), <PayoutState key="state" state={payout.state} />],
          [
            t("payouts.number"),
            <span key="number" className="mono">
              {payout.externalId}
            </span>,
          ],
          [t("sale.sent"), <TimeText key="sent" at={payout.sentAt} as="exact" />],
          payout.difference !== null &&
            payout.difference.minor !== 0 && [
              t("payouts.difference"),
              <PayoutDifference key="difference" payout={payout} />,
            ],
          payout.by !== null && [t("payouts.found"), foundByWords(payout)],
          payout.accountEnding !== null && [t("payouts.sentToAccount"), `…${payout.accountEnding}`],
          [t("payouts.platformSays"), payout.rawStatus],
        ]}
      />
      <BankSide payout={payout} />
      <Movements payout={payout} />
    </Stack>
  );
}

/** The orders, fees and refunds that the payout is made of. */
function Movements({ payout }: { payout: PayoutDetail }) {
  const { movements, isComplete } = payout;
  return (
    <section aria-label={t("payouts.insideThisPayout")}>
      <h2 className={classes.heading}>
        {movements.length > 0 ? t("payout.movements", { count: movements.length }) : t("payouts.inside")}
      </h2>
      {isComplete === null && <p className={classes.dim}>{t("payout.untold")}</p>}
      {isComplete === false && <Note tone="wants">{t("payout.noSum")}</Note>}
      {movements.length > 0 && (
        <ul className={classes.items}>
          {movements.map((movement) => (
            <li key={movement.id}>
              <span className={classes.itemText}>
                {movement.orderId !== null ? (
                  <LinkText to="/orders/$orderId" params={{ orderId: movement.orderId }} size="sm">
                    {movement.orderTitle ?? movement.orderNumber}
                  </LinkText>
                ) : (
                  (movement.memo ?? movement.orderNumber ?? movementWords[movement.kind])
                )}
                <br />
                <span className={classes.dim}>
                  {movementWords[movement.kind]} <span className="mono">{movement.orderNumber}</span>
                  {movement.fees !== null && movement.fees.minor !== 0 && (
                    <>
                      {" "}
                      {t("payout.fees")} <MoneyText money={movement.fees} />
                    </>
                  )}
                </span>
              </span>
              <MoneyText money={movement.net} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
