import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./page-header.module.css";

interface PageHeaderProps {
  title: string;
  /** Short facts beside the title. */
  aside?: ReactNode;
  /** Buttons at the right. */
  children?: ReactNode;
}

/** The page's one heading, with its actions. Also names the browser tab. */
export function PageHeader({ title, aside, children }: PageHeaderProps) {
  useDocumentTitle(`${title} · Counterfoil`);
  return (
    <header className={classes.root}>
      <h1 className={classes.title} tabIndex={-1}>
        {title}
      </h1>
      {aside && <div className={classes.aside}>{aside}</div>}
      {children && <div className={classes.actions}>{children}</div>}
    </header>
  );
}
