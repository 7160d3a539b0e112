import { Tooltip } from "@mantine/core";
import { t } from "../../lib/language/language.ts";
import { currentWorkspace, useSession } from "../../lib/session.ts";
import classes from "./shell.module.css";

/** Stands in the demo workspace all the time, so that nobody takes its sales for real ones. */
export function DemoMark() {
  const open = currentWorkspace(useSession());
  if (!open?.demo) return null;
  return (
    <Tooltip label={t("shell.demoHint")} multiline w={220}>
      <div className={classes.demo} data-testid="demo-mark">
        <span className={classes.demoLong}>{t("shell.demoShop")}</span>
        <span className={classes.demoShort}>{t("shell.demo")}</span>
      </div>
    </Tooltip>
  );
}
