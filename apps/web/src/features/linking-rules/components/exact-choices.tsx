import { Switch } from "@mantine/core";
import type { Policy } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useRulesVerbs } from "../queries/rules-queries.ts";
import { t } from "../texts.ts";
import classes from "./rules.module.css";

/** The two choices about exact evidence. Each takes effect at once. */
export function ExactChoices({ policy }: { policy: Policy }) {
  const { savePolicy } = useRulesVerbs();
  const { fifoInterchangeable, skuCaseInsensitive } = { ...policy, ...savePolicy.variables };
  const save = (change: { fifoInterchangeable?: boolean; skuCaseInsensitive?: boolean }) =>
    savePolicy.mutate(
      { fifoInterchangeable, skuCaseInsensitive, ...change },
      {
        onSuccess: () => notifyDone({ message: t("exact.saved") }),
        onError: (error) => {
          savePolicy.reset();
          notifyFailure(t("exact.notSaved"), error);
        },
      },
    );
  return (
    <section aria-labelledby="exact" className={classes.block}>
      <h2 className={classes.heading} id="exact">
        {t("exact.title")}
      </h2>
      <div className={classes.choices}>
        <Switch
          label={t("exact.oldest")}
          description={t("exact.oldestText")}
          checked={fifoInterchangeable}
          onChange={(event) => save({ fifoInterchangeable: event.currentTarget.checked })}
        />
        <Switch
          label={t("exact.capitals")}
          description={t("exact.capitalsText")}
          checked={skuCaseInsensitive}
          onChange={(event) => save({ skuCaseInsensitive: event.currentTarget.checked })}
        />
      </div>
    </section>
  );
}
