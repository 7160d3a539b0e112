import { Drawer, Skeleton, Stack } from "@mantine/core";
import { Facts } from "../../../components/facts.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { SeenWord, WordFate } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import {
  useMapAttribute,
  useMapCategory,
  useMappingSummary,
  useWordValues,
  type WordKind,
} from "../queries/product-queries.ts";
import { t } from "../texts.ts";
import classes from "./products.module.css";
import { WordState, wordText } from "./word-columns.tsx";
import { WordForm } from "./word-form.tsx";

interface WordDrawerProps {
  kind: WordKind;
  word: SeenWord | null;
  onClose: () => void;
}

/** One word of a platform: what becomes of it, and of its values. */
export function WordDrawer({ kind, word, onClose }: WordDrawerProps) {
  const title = kind === "categories" ? t("words.category") : t("words.attribute");
  return (
    <Drawer opened={word !== null} onClose={onClose} position="right" size="lg" title={title}>
      {word && (kind === "categories" ? <CategoryView word={word} /> : <AttributeView word={word} />)}
    </Drawer>
  );
}

function WordFacts({ word }: { word: SeenWord }) {
  return (
    <Facts
      rows={[
        [t("words.platform"), <PlatformMark key="platform" platform={word.platform} withName />],
        [t("words.theirs"), wordText(word)],
        [t("place.listings"), word.listings],
        [t("words.state"), <WordState key="state" word={word} />],
        word.decidedBy !== null && [t("words.decidedBy"), word.decidedBy],
      ]}
    />
  );
}

function CategoryView({ word }: { word: SeenWord }) {
  const map = useMapCategory();
  const summary = useMappingSummary();
  const decide = (to: WordFate) =>
    map.mutate(
      { platform: word.platform, key: word.key, to },
      { onError: (error) => notifyFailure(t("words.notSaved"), error) },
    );
  return (
    <Stack gap="md">
      <WordFacts word={word} />
      <WordForm
        label={t("words.yourCategory")}
        word={word}
        choices={summary.data?.ownCategories ?? []}
        onDecide={decide}
        busy={map.isPending}
      />
      <p className={classes.dim}>{t("words.whenApplied")}</p>
    </Stack>
  );
}

function AttributeView({ word }: { word: SeenWord }) {
  const map = useMapAttribute();
  const summary = useMappingSummary();
  const values = useWordValues(word.platform, word.key);
  const decide = (value: string | null) => (to: WordFate) =>
    map.mutate(
      { platform: word.platform, name: word.key, value, to },
      { onError: (error) => notifyFailure(t("words.notSaved"), error) },
    );
  return (
    <Stack gap="md">
      <WordFacts word={word} />
      <WordForm
        label={t("words.yourName")}
        word={word}
        choices={summary.data?.ownNames ?? []}
        onDecide={decide(null)}
        busy={map.isPending}
      />
      <p className={classes.dim}>{t("words.valuesText")}</p>
      {values.error && <FailureNotice error={values.error} onRetry={() => void values.refetch()} />}
      {values.isPending && <Skeleton height={160} />}
      <ul className={classes.items}>
        {values.data?.words.map((value) => (
          <li key={value.key}>
            <span className={classes.itemText}>
              {value.key}
              <br />
              <span className={classes.dim}>{t("words.onListings", { count: value.listings })}</span>
            </span>
            <WordForm
              label={t("words.yourValue", { value: value.key })}
              hideLabel
              word={value}
              choices={[]}
              onDecide={decide(value.key)}
              busy={map.isPending}
            />
          </li>
        ))}
      </ul>
    </Stack>
  );
}
