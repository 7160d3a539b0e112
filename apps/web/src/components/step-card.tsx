import { type IconBox, IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { t } from "../lib/language/language.ts";
import { StateDot } from "./state-dot.tsx";
import classes from "./step-card.module.css";

interface StepCardProps {
  icon: typeof IconBox;
  done?: boolean;
  title: string;
  text: string;
  /** Buttons. */
  children: ReactNode;
}

/** One step as a card; a done one says so. */
export function StepCard({ icon: Icon, done = false, title, text, children }: StepCardProps) {
  const Shown = done ? IconCircleCheck : Icon;
  return (
    <li className={classes.step} data-done={done || undefined}>
      <Shown size={24} stroke={1.6} className={classes.icon} aria-hidden="true" />
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      <div className={classes.foot}>
        {children}
        {done && (
          <span style={{ marginLeft: "auto", fontSize: "var(--mantine-font-size-sm)" }}>
            <StateDot tone="done" word={t("sale.done")} />
          </span>
        )}
      </div>
    </li>
  );
}
