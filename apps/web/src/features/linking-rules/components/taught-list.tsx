import { Button } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Mapping } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { channelName } from "../bar-words.ts";
import { useMappings, useRulesVerbs } from "../queries/rules-queries.ts";
import { t } from "../texts.ts";
import classes from "./rules.module.css";

/** What the seller taught, each with the way to take it back. */
export function TaughtList() {
  const query = useMappings();
  const { forget } = useRulesVerbs();
  const take = (mapping: Mapping) =>
    forget.mutate(
      { id: mapping.id },
      {
        onSuccess: () => notifyDone({ message: t("taught.forgotten") }),
        onError: (error) => notifyFailure(t("taught.notForgotten"), error),
      },
    );
  if (query.error)
    return <FailureNotice error={query.error} what={t("taught.unread")} onRetry={() => void query.refetch()} />;
  if (!query.data || query.data.length === 0) return null;
  return (
    <section aria-labelledby="taught" className={classes.block}>
      <h2 className={classes.heading} id="taught">
        {t("taught.title")}
      </h2>
      <ul className={classes.taught}>
        {query.data.map((mapping) => (
          <li key={mapping.id} data-testid="taught">
            <div>
              <div>{mapping.text}</div>
              <div className={classes.dim}>
                {t("taught.on", { platform: channelName(mapping.platform) })} <TimeText at={mapping.createdAt} />
              </div>
            </div>
            <Button size="compact-sm" variant="default" disabled={forget.isPending} onClick={() => take(mapping)}>
              {t("taught.forget")}
              <span className="visually-hidden">{`: ${mapping.text}`}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
