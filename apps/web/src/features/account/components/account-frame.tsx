import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { BrandMark } from "../../../components/brand-mark.tsx";
import classes from "./account-frame.module.css";

interface AccountFrameProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** The page around the forms that come before the application: a ticket with its perforation. */
export function AccountFrame({ title, lead, children }: AccountFrameProps) {
  useDocumentTitle(`${title} · Counterfoil`);
  return (
    <main className={classes.page}>
      <div className={classes.ticket}>
        <div className={classes.head}>
          <BrandMark size={28} />
          Counterfoil
        </div>
        <div className={classes.tear} aria-hidden="true" />
        <div className={classes.body}>
          <h1 className={classes.title}>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
      </div>
    </main>
  );
}
