import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { MoneyText } from "../../../components/money-text.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { BankLine, PayoutDecision, PayoutDetail } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useDecide } from "../queries/payout-queries.ts";
import { t } from "../texts.ts";
import { accountName } from "./payout-columns.tsx";
import classes from "./payouts.module.css";

/** What the bank shows of a payout, and the words of a person about it. */
export function BankSide({ payout }: { payout: PayoutDetail }) {
  const decide = useDecide();
  const [choosing, choice] = useDisclosure(payout.state === "unclear");
  const say = (decision: PayoutDecision, message: string) =>
    decide.mutate(decision, {
      onSuccess: () => {
        choice.close();
        notifyDone({ message });
      },
      onError: (error) => notifyFailure(t("payouts.notKept"), error),
    });
  const { id: payoutId } = payout;
  const isOpen = payout.lines.length === 0 && payout.state !== "elsewhere";
  const offered = payout.candidates.length > 0 ? payout.candidates : payout.nearby;
  return (
    <section aria-label={t("payout.atBank")}>
      <h2 className={classes.heading}>{t("payout.atBank")}</h2>
      {payout.lines.length === 0 && <p className={classes.dim}>{t("payout.noLine")}</p>}
      <BankLines
        lines={payout.lines}
        action={(line) => (
          <Button
            size="compact-sm"
            variant="default"
            disabled={decide.isPending}
            onClick={() => say({ action: "part", payoutId, transactionId: line.id }, t("payout.parted"))}
          >
            {t("payout.part")}
          </Button>
        )}
      />
      {choosing && (
        <>
          <h3 className={classes.subheading}>{t("payout.linesOfDays")}</h3>
          {offered.length === 0 && <p className={classes.dim}>{t("payout.noneFits")}</p>}
          <BankLines
            lines={offered}
            action={(line) => (
              <Button
                size="compact-sm"
                variant="default"
                disabled={decide.isPending}
                onClick={() => say({ action: "pair", payoutId, transactionIds: [line.id] }, t("payout.paired"))}
              >
                {t("payout.thisOne")}
              </Button>
            )}
          />
        </>
      )}
      <Group gap="xs">
        {!choosing && isOpen && (
          <Button size="compact-sm" onClick={choice.open}>
            {t("payout.pair")}
          </Button>
        )}
        {isOpen && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={decide.isPending}
            onClick={() => say({ action: "elsewhere", payoutId }, t("payout.noted"))}
          >
            {t("payout.elsewhere")}
          </Button>
        )}
        {payout.by === "person" && (
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={decide.isPending}
            onClick={() => say({ action: "clear", payoutId }, t("payout.takenBack"))}
          >
            {t("payout.takeBack")}
          </Button>
        )}
      </Group>
    </section>
  );
}

function BankLines({ lines, action }: { lines: readonly BankLine[]; action: (line: BankLine) => ReactNode }) {
  if (lines.length === 0) return null;
  return (
    <ul className={classes.items}>
      {lines.map((line) => (
        <li key={line.id}>
          <span className={classes.itemText}>
            {line.payer ?? line.reference}
            <br />
            <span className={classes.dim}>
              <TimeText at={line.bookedAt} as="day" /> · <span className="mono">{line.reference}</span> ·{" "}
              {accountName(line)}
            </span>
          </span>
          <MoneyText money={line.amount} />
          {action(line)}
        </li>
      ))}
    </ul>
  );
}
