import { Tabs } from "@mantine/core";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { PlatformStats } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { t } from "../texts.ts";
import classes from "./resolution.module.css";

interface PlatformTabsProps {
  platforms: readonly string[];
  stats: readonly PlatformStats[];
  value: string;
  onChange: (platform: string) => void;
}

/** A tab per platform with what waits there. */
export function PlatformTabs({ platforms, stats, value, onChange }: PlatformTabsProps) {
  return (
    <Tabs
      value={value}
      onChange={(next) => next && onChange(next)}
      className={classes.tabs}
      activateTabWithKeyboard={false}
    >
      <Tabs.List aria-label={t("desk.platforms")} className={classes.tabList}>
        {platforms.map((platform) => {
          const pending = stats.find((candidate) => candidate.platform === platform)?.pending ?? 0;
          return (
            <Tabs.Tab
              key={platform}
              value={platform}
              className={classes.tab}
              rightSection={
                pending > 0 ? (
                  <span className={classes.badge}>
                    <span aria-hidden="true">{showNumber(pending)}</span>
                    <span className="visually-hidden">{t("shell.salesWaiting", { count: pending })}</span>
                  </span>
                ) : null
              }
            >
              <PlatformMark platform={platform} size={18} withName />
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
    </Tabs>
  );
}
