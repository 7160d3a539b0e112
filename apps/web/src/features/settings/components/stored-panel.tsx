import { Select, Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import classes from "../../../components/panel.module.css";
import { platformName } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Stored } from "../../../lib/api-types.ts";
import { readFailure } from "../../../lib/failure.ts";
import { showNumber } from "../../../lib/format.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useBuyerDays, useStored } from "../queries/stored-queries.ts";
import { t } from "../texts.ts";

const days = [30, 60, 90, 180, 365] as const;
const forever = "forever";

/** What is stored, why, how long and how it is kept from others, with counts as they are now. */
export function StoredPanel() {
  const stored = useStored();
  // For managers: whoever may not see it has the rest of the page.
  if (stored.error && readFailure(stored.error).code === "forbidden") return null;
  if (stored.error)
    return <FailureNotice error={stored.error} what={t("stored.failed")} onRetry={() => void stored.refetch()} />;
  return (
    <section className={classes.panel} aria-label={t("stored.title")} aria-busy={stored.isPending}>
      <h2 className={classes.title}>{t("stored.title")}</h2>
      {stored.data ? (
        <>
          <Buyers buyers={stored.data.buyers} />
          {stored.data.kinds.map((kind) => (
            <KindRow key={kind.kind} {...kind} sealed={stored.data.sealed} />
          ))}
          <FixedRow name={t("stored.backups")} text={t("stored.backupsText")} />
          <FixedRow name={t("stored.logs")} text={t("stored.logsText")} />
        </>
      ) : (
        <Skeleton height={240} m="sm" />
      )}
    </section>
  );
}

/** Kinds that lie sealed under the master key, or as a hash from which nothing can be read back. */
const unreadable = {
  credentials: "stored.isSealed",
  alert_secrets: "stored.isSealed",
  api_keys: "stored.isHashed",
} as const;

function KindRow({ kind, rows, oldest, sealed }: Stored["kinds"][number] & { sealed: boolean }) {
  const word = kind in unreadable ? unreadable[kind as keyof typeof unreadable] : null;
  const isOpen = word === "stored.isSealed" && !sealed;
  return (
    <div className={classes.row}>
      <div className={classes.about}>
        <div className={classes.name}>{t(`stored.${kind}`)}</div>
        <div className={classes.dim}>{t(`stored.${kind}Text`)}</div>
      </div>
      {word && <StateDot tone={isOpen ? "wants" : "done"} word={t(isOpen ? "stored.noKey" : word)} />}
      <Amount rows={rows} oldest={oldest} />
    </div>
  );
}

function FixedRow({ name, text }: { name: string; text: string }) {
  return (
    <div className={classes.row}>
      <div className={classes.about}>
        <div className={classes.name}>{name}</div>
        <div className={classes.dim}>{text}</div>
      </div>
    </div>
  );
}

function Amount({ rows, oldest }: { rows: number; oldest: string | null }) {
  return (
    <div>
      {showNumber(rows)}
      {oldest && (
        <span className={classes.dim}>
          {" "}
          · {t("stored.since")} <TimeText at={oldest} as="day" />
        </span>
      )}
    </div>
  );
}

function Buyers({ buyers }: { buyers: Stored["buyers"] }) {
  const { buyerDays, withBuyer, erased, nextErasureAt, platforms } = buyers;
  return (
    <>
      <div className={classes.row}>
        <div className={classes.about}>
          <div className={classes.name}>{t("stored.buyers")}</div>
          <div className={classes.dim}>{t("stored.buyersText")}</div>
          <div className={classes.dim}>
            {t("stored.buyersCount", { named: showNumber(withBuyer), erased: showNumber(erased) })}
            {nextErasureAt && (
              <>
                {" "}
                {t("stored.next")} <TimeText at={nextErasureAt} as="day" />
              </>
            )}
          </div>
        </div>
        <DaysSelect value={buyerDays} />
      </div>
      {platforms.map((one) => (
        <div className={classes.row} key={one.platform}>
          <div className={classes.about}>
            <div>{platformName(one.platform)}</div>
            <div className={classes.dim}>
              {one.days === null ? t("stored.kept") : t("stored.days", { days: one.days })}
              {one.mostDays !== null && ` ${t("stored.policy", { days: one.mostDays })}`}
            </div>
          </div>
          <Amount rows={one.withBuyer} oldest={one.oldest} />
        </div>
      ))}
    </>
  );
}

function DaysSelect({ value }: { value: number | null }) {
  const setDays = useBuyerDays();
  const choices: number[] = value === null || days.some((one) => one === value) ? [...days] : [...days, value];
  const choose = (chosen: string) =>
    setDays.mutate(
      { buyerDays: chosen === forever ? null : Number(chosen) },
      {
        onSuccess: () => notifyDone({ message: t("stored.saved") }),
        onError: (error) => notifyFailure(t("stored.notSaved"), error),
      },
    );
  return (
    <Select
      label={t("stored.erase")}
      data={[
        ...choices.map((one) => ({ value: String(one), label: t("stored.afterDays", { days: one }) })),
        { value: forever, label: t("stored.never") },
      ]}
      value={value === null ? forever : String(value)}
      onChange={(chosen) => chosen && choose(chosen)}
      disabled={setDays.isPending}
      allowDeselect={false}
      w={200}
    />
  );
}
