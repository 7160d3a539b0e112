import { Tooltip } from "@mantine/core";
import { currentWorkspace, useSession } from "../../lib/session.ts";
import classes from "./shell.module.css";

/** Stands in the demo workspace all the time, so that nobody takes its sales for real ones. */
export function DemoMark() {
  const open = currentWorkspace(useSession());
  if (!open?.demo) return null;
  return (
    <Tooltip label="Everything here is simulated. Your own workspace is not touched." multiline w={220}>
      <div className={classes.demo} data-testid="demo-mark">
        <span>
          Demo<span className={classes.demoLong}> shop</span>
        </span>
      </div>
    </Tooltip>
  );
}
