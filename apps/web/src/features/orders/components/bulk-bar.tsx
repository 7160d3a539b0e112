import { Button } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { platformName } from "../../../components/platform-mark.tsx";
import type { Chosen } from "../chosen-orders.ts";
import { t } from "../texts.ts";
import classes from "./bulk-bar.module.css";

interface BulkBarProps {
  chosen: Chosen;
  onSend: () => void;
  /** What else can be done to all of it. */
  children: ReactNode;
  onClear: () => void;
}

/** What is chosen, from which shops, and what can be done to all of it. */
export function BulkBar({ chosen, onSend, onClear, children }: BulkBarProps) {
  const counts = new Map<string, number>();
  for (const { platform } of chosen.values()) counts.set(platform, (counts.get(platform) ?? 0) + 1);
  return (
    <section className={classes.bar} aria-label={t("orders.chosenOrders")}>
      <strong role="status">{t("orders.chosen", { count: chosen.size })}</strong>
      <span className={classes.shops}>
        {[...counts].map(([platform, count]) => `${platformName(platform)} ${count}`).join(" · ")}
      </span>
      <Button leftSection={<IconSend size={16} aria-hidden="true" />} onClick={onSend}>
        {t("orders.sendCount", { count: chosen.size })}
      </Button>
      {children}
      <Button variant="subtle" color="gray" onClick={onClear}>
        {t("orders.clear")}
      </Button>
    </section>
  );
}
