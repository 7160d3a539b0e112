import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { readFailure } from "../lib/failure.ts";
import { t } from "../lib/language/language.ts";
import { CopyText } from "./copy-text.tsx";
import classes from "./failure-notice.module.css";

interface FailureNoticeProps {
  error: unknown;
  /** What could not be done, such as "The orders could not be loaded."; the general words where it can be asked again. */
  what?: string;
  onRetry?: () => void;
  /** Other buttons that mend it. */
  children?: ReactNode;
  /** Set where the issues already stand beside their fields. */
  hideIssues?: boolean;
}

// Asking again gives the same answer.
const final: ReadonlySet<string> = new Set(["not_found", "forbidden"]);

/** What went wrong, whose fault it is, and the button that mends it. */
export function FailureNotice({ error, what, onRetry, children, hideIssues = false }: FailureNoticeProps) {
  const failure = readFailure(error);
  const title = what ?? (onRetry && t("failure.notLoaded"));
  return (
    <div role="alert" className={classes.root} data-code={failure.code}>
      <IconAlertTriangle size={18} className={classes.icon} aria-hidden="true" />
      <div className={classes.body}>
        {title && <div className={classes.title}>{title}</div>}
        <div>
          {failure.message}
          {failure.remedy && ` ${failure.remedy}`}
        </div>
        {!hideIssues && failure.issues.length > 0 && (
          <ul className={classes.issues}>
            {failure.issues.map((issue) => (
              <li key={`${issue.path}${issue.message}`}>{issue.message}</li>
            ))}
          </ul>
        )}
        <div className={classes.detail}>
          {onRetry && !final.has(failure.code) && (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              {t("common.tryAgain")}
            </Button>
          )}
          {children}
          {failure.requestId && (
            <span className={classes.reference}>
              {t("failure.detail")} <CopyText text={failure.requestId} label={t("failure.copyDetail")} />
            </span>
          )}
        </div>
      </div>
    </div>
  );
}
