import { Switch } from "@mantine/core";
import type { Policy } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useRulesVerbs } from "../queries/rules-queries.ts";
import classes from "./rules.module.css";

/** The two choices about exact evidence. Each takes effect at once. */
export function ExactChoices({ policy }: { policy: Policy }) {
  const { savePolicy } = useRulesVerbs();
  const { fifoInterchangeable, skuCaseInsensitive } = { ...policy, ...savePolicy.variables };
  const save = (change: { fifoInterchangeable?: boolean; skuCaseInsensitive?: boolean }) =>
    savePolicy.mutate(
      { fifoInterchangeable, skuCaseInsensitive, ...change },
      {
        onSuccess: () => notifyDone({ message: "Saved. Waiting sales are looked at now." }),
        onError: (error) => {
          savePolicy.reset();
          notifyFailure("It was not saved.", error);
        },
      },
    );
  return (
    <section aria-labelledby="exact" className={classes.block}>
      <h2 className={classes.heading} id="exact">
        Exact evidence
      </h2>
      <div className={classes.choices}>
        <Switch
          label="Take the oldest of identical units"
          description="When several units are equal in every respect, the first bought is linked without asking."
          checked={fifoInterchangeable}
          onChange={(event) => save({ fifoInterchangeable: event.currentTarget.checked })}
        />
        <Switch
          label="Ignore capitals in SKUs"
          description="A SKU that differs only in capitals links by itself when exactly one unit fits."
          checked={skuCaseInsensitive}
          onChange={(event) => save({ skuCaseInsensitive: event.currentTarget.checked })}
        />
      </div>
    </section>
  );
}
