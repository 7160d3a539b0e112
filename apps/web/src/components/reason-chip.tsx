import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { t } from "../lib/language/language.ts";
import { statesBy } from "../lib/language/words-by.ts";
import classes from "./chip.module.css";

const signs = statesBy(t, {
  agrees: { icon: IconCheck, word: "evidence.agrees" },
  contradicts: { icon: IconX, word: "evidence.contradicts" },
  neutral: { icon: IconMinus, word: "evidence.saysNothing" },
});

/** One reason for or against a unit: colour, sign and, for those who listen, a word. */
export function ReasonChip({ text, effect }: { text: string; effect: keyof typeof signs }) {
  const { icon: Icon, word } = signs[effect];
  return (
    <span className={classes.chip} data-effect={effect}>
      <Icon size={12} stroke={2.5} aria-hidden="true" />
      <span className="visually-hidden">{`${word}: `}</span>
      {text}
    </span>
  );
}
