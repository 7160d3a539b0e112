import { Autocomplete, Button } from "@mantine/core";
import { useState } from "react";
import type { SeenWord, WordFate } from "../../../lib/api-types.ts";
import { useManages } from "../../../lib/session.ts";
import { t } from "../texts.ts";
import classes from "./products.module.css";

interface WordFormProps {
  label: string;
  /** Only for screen readers: the word stands beside the field. */
  hideLabel?: boolean;
  word: SeenWord;
  /** The seller's own words so far. */
  choices: readonly string[];
  onDecide: (fate: WordFate) => void;
  busy: boolean;
}

/** What becomes of a word: the seller's word for it, left out, or undecided again. */
export function WordForm({ label, hideLabel = false, word, choices, onDecide, busy }: WordFormProps) {
  const manages = useManages();
  const [text, setText] = useState(word.word ?? "");
  if (!manages) return <span>{word.word}</span>;
  const typed = text.trim();
  return (
    <form
      className={classes.decide}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== "") onDecide({ kind: "map", word: typed });
      }}
    >
      <Autocomplete
        {...(hideLabel ? { "aria-label": label } : { label })}
        value={text}
        onChange={setText}
        data={[...choices]}
        maxLength={120}
        size={hideLabel ? "xs" : "sm"}
      />
      <Button
        type="submit"
        size={hideLabel ? "xs" : "sm"}
        loading={busy}
        disabled={typed === "" || (word.state === "mapped" && typed === word.word)}
      >
        {t("products.save")}
      </Button>
      {word.state !== "left_out" && (
        <Button
          size={hideLabel ? "xs" : "sm"}
          variant="default"
          loading={busy}
          onClick={() => onDecide({ kind: "leave_out" })}
        >
          {t("words.leaveOut")}
        </Button>
      )}
      {word.state !== "undecided" && (
        <Button
          size={hideLabel ? "xs" : "sm"}
          variant="default"
          loading={busy}
          onClick={() => onDecide({ kind: "undecided" })}
        >
          {t("words.takeBack")}
        </Button>
      )}
    </form>
  );
}
