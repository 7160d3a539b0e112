import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import classes from "./chip.module.css";

const signs = {
  agrees: { icon: IconCheck, word: "agrees" },
  contradicts: { icon: IconX, word: "contradicts" },
  neutral: { icon: IconMinus, word: "says nothing" },
} as const;

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
