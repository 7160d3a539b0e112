import { Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { FilterTabs } from "../../../components/filter-tabs.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { barOn, showRate } from "../bar-words.ts";
import { usePolicy } from "../queries/rules-queries.ts";
import { t } from "../texts.ts";
import { BarPanel } from "./bar-panel.tsx";
import { ExactChoices } from "./exact-choices.tsx";
import { OfferCards } from "./offer-cards.tsx";
import classes from "./rules.module.css";
import { TaughtList } from "./taught-list.tsx";

interface RulesScreenProps {
  platforms: readonly string[];
  /** The channel whose bar is shown; null is all of them. */
  channel: string | null;
  onChannel: (channel: string | null) => void;
}

const all = "all";

/** What Counterfoil may link by itself: the bar of each channel, tried on the past, and what the seller taught. */
export function RulesScreen({ platforms, channel, onChannel }: RulesScreenProps) {
  const query = usePolicy();
  if (query.error)
    return <FailureNotice error={query.error} what={t("linking.failed")} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={320} />;
  const policy = query.data;
  const barText = (platform: string | null) => {
    const { probabilityBar, isOwn } = barOn(policy, platform);
    if (!isOwn) return "";
    return probabilityBar === null ? " · off" : ` · ${showRate(probabilityBar)}`;
  };
  return (
    <div className={classes.page}>
      <section className={classes.main} aria-labelledby="by-probability">
        <h2 className={classes.heading} id="by-probability">
          {t("linking.title")}
        </h2>
        <p className={classes.lead}>{t("linking.text")}</p>
        <FilterTabs
          label={t("linking.channels")}
          options={[
            { value: all, label: `${t("linking.allChannels")}${barText(null)}`, count: null },
            ...platforms.map((value) => ({ value, label: `${platformName(value)}${barText(value)}`, count: null })),
          ]}
          value={channel ?? all}
          onChange={(value) => onChannel(value === all ? null : value)}
        />
        <BarPanel key={channel ?? all} policy={policy} platform={channel} />
      </section>
      <div className={classes.side}>
        <OfferCards />
        <TaughtList />
        <ExactChoices policy={policy} />
      </div>
    </div>
  );
}
