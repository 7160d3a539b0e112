import { Anchor } from "@mantine/core";
import { Note } from "../../../components/note.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { CatalogueAnswer } from "../../../lib/api-types.ts";
import { useNow } from "../../../lib/use-now.ts";
import { nothingWords, originWords } from "../look-up-words.ts";
import { t } from "../texts.ts";
import classes from "./catalogue.module.css";

/** Why the source did not answer, what was not found, and where the answer comes from. */
export function AnswerNotes({ answer, onAskAnew }: { answer: CatalogueAnswer; onAskAnew: () => void }) {
  const now = useNow();
  const { keptBecause, products, source, total } = answer;
  return (
    <>
      <SourceTrouble answer={answer} />
      {products.length === 0 && <div role="status">{nothingWords(answer)}</div>}
      <div className={classes.foot}>
        <span data-testid="look-up-origin">{originWords(answer, now)}</span>
        {keptBecause === "recent" && (
          <Anchor component="button" type="button" size="xs" onClick={onAskAnew}>
            {t("answer.again", { source: source ?? "" })}
          </Anchor>
        )}
        {total !== null && total > products.length && (
          <span>{t("answer.first", { count: products.length, total })}</span>
        )}
      </div>
    </>
  );
}

function SourceTrouble({ answer: { keptBecause, source, resetAt, problem } }: { answer: CatalogueAnswer }) {
  if (keptBecause === "used_up")
    return (
      <Note tone="wants" role="status">
        {t("answer.usedUp", { source: source ?? "" })}
        {resetAt && (
          <>
            {" "}
            {t("answer.until")} <TimeText at={resetAt} as="exact" />
          </>
        )}
        {t("answer.usedUpText")}
      </Note>
    );
  if (problem === null) return null;
  return (
    <Note tone={keptBecause === "refused" ? "failed" : "wants"} role="status">
      {t("answer.away", { message: problem.message, remedy: problem.remedy ?? "" })}
    </Note>
  );
}
