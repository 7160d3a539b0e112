import { CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "../lib/language/language.ts";
import classes from "./note.module.css";
import type { Tone } from "./state-dot.tsx";

interface NoteProps {
  tone: Tone;
  children: ReactNode;
  role?: "status" | "alert";
  onClose?: () => void;
}

/** A short remark in the flow of the page. */
export function Note({ tone, children, role, onClose }: NoteProps) {
  return (
    <div className={classes.root} data-tone={tone} role={role}>
      <span className={classes.dot} aria-hidden="true" />
      <div className={classes.body}>{children}</div>
      {onClose && <CloseButton size="sm" aria-label={t("common.dismiss")} onClick={onClose} />}
    </div>
  );
}
