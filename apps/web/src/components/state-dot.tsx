import classes from "./state-dot.module.css";

/** What a state means: done, in progress, wants a person, failed or late, review, off. */
export type Tone = "done" | "progress" | "wants" | "failed" | "review" | "off";

/** A state as a dot and a word: never colour alone. */
export function StateDot({ tone, word, title }: { tone: Tone; word: string; title?: string }) {
  return (
    <span className={classes.root} data-tone={tone} title={title}>
      <span className={classes.dot} aria-hidden="true" />
      {word}
    </span>
  );
}
