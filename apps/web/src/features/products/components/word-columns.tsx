import { UnstyledButton } from "@mantine/core";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import type { SeenWord } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { statesBy } from "../../../lib/language/words-by.ts";
import type { WordKind } from "../queries/product-queries.ts";
import { t } from "../texts.ts";
import classes from "./products.module.css";

const states: Readonly<Record<SeenWord["state"], { tone: Tone; word: string }>> = statesBy(t, {
  mapped: { tone: "done", word: "words.mapped" },
  left_out: { tone: "off", word: "words.leftOut" },
  undecided: { tone: "wants", word: "words.undecided" },
});

export function WordState({ word }: { word: SeenWord }) {
  const { tone, word: name } = states[word.state];
  return <StateDot tone={tone} word={name} />;
}

/** A word as its platform says it, with its number where it has a name too. */
export function wordText({ key, name }: SeenWord): string {
  return name === null || name === key ? key : `${name} (${key})`;
}

function Example({ word: { example } }: { word: SeenWord }) {
  return example === null ? null : <span className={classes.dim}> {t("words.example", { example })}</span>;
}

const valuesColumn = (): TableColumn<SeenWord> => ({
  id: "values",
  label: t("words.values"),
  width: 110,
  align: "right",
  cell: ({ values }) => showNumber(values),
});

/** The columns, in the open language. */
export const wordColumns = (kind: WordKind, onOpen: (word: SeenWord) => void): readonly TableColumn<SeenWord>[] => [
  {
    id: "word",
    label: t("words.theirs"),
    width: 320,
    grow: true,
    cell: (word) => (
      <span className={classes.titleCell}>
        <PlatformMark platform={word.platform} />
        <UnstyledButton className={`${classes.plain} truncate`} onClick={() => onOpen(word)}>
          {wordText(word)}
          <Example word={word} />
        </UnstyledButton>
      </span>
    ),
  },
  { id: "state", label: t("words.state"), width: 140, cell: (word) => <WordState word={word} /> },
  { id: "own", label: t("words.yours"), width: 200, cell: ({ word }) => word },
  ...(kind === "attributes" ? [valuesColumn()] : []),
  {
    id: "listings",
    label: t("place.listings"),
    width: 100,
    align: "right",
    cell: ({ listings }) => showNumber(listings),
  },
];

/** A word on a phone. */
export function WordCard({ word, onOpen }: { word: SeenWord; onOpen: (word: SeenWord) => void }) {
  return (
    <UnstyledButton className={classes.card} onClick={() => onOpen(word)} w="100%">
      <PlatformMark platform={word.platform} size={32} />
      <span className={classes.cardBody}>
        <span className={classes.titleLink}>{wordText(word)}</span>
        <Example word={word} />
        <span className={classes.cardFoot}>
          <WordState word={word} />
          <span className={classes.dim}>{word.word ?? t("words.onListings", { count: word.listings })}</span>
        </span>
      </span>
    </UnstyledButton>
  );
}
