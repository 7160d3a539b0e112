import { IconCheck, IconFilterOff, IconTicket } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

/** `nothing-yet` offers the next step, `no-match` clears the filters, `clear` says that all is done. */
export type EmptyKind = "nothing-yet" | "no-match" | "clear";

const icons = { "nothing-yet": IconTicket, "no-match": IconFilterOff, clear: IconCheck } as const;

interface EmptyStateProps {
  kind: EmptyKind;
  title: string;
  text?: ReactNode;
  /** Buttons. */
  children?: ReactNode;
}

/** Why there is nothing to see here, and what to do about it. */
export function EmptyState({ kind, title, text, children }: EmptyStateProps) {
  const Icon = icons[kind];
  return (
    <section className={classes.root} data-kind={kind} data-testid={`empty-${kind}`} aria-label={title}>
      <span className={classes.icon} aria-hidden="true">
        <Icon size={22} stroke={1.75} />
      </span>
      <p className={classes.title}>{title}</p>
      {text && <div className={classes.text}>{text}</div>}
      {children && <div className={classes.actions}>{children}</div>}
    </section>
  );
}
