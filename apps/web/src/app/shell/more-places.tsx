import { Menu, UnstyledButton } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { showNumber } from "../../lib/format.ts";
import { t } from "../../lib/language/language.ts";
import { isWithin } from "./navigation.ts";
import { useShownPlaces, useUnread } from "./place-links.tsx";
import classes from "./shell.module.css";

/** The places that do not fit under a thumb, behind one button. */
export function MorePlaces({ after }: { after: number }) {
  const places = useShownPlaces().slice(after);
  const unread = useUnread();
  const { pathname } = useLocation();
  const within = places.some(({ to }) => isWithin(pathname, to));
  return (
    <Menu position="top-end" width={220} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.link} data-status={within ? "active" : undefined}>
          <IconDots size={20} stroke={1.7} aria-hidden="true" />
          <span>{t("shell.more")}</span>
          {unread > 0 && (
            <span className={classes.count}>
              <span aria-hidden="true">{unread > 999 ? "999+" : showNumber(unread)}</span>
              <span className="visually-hidden">{t("shell.alertsUnread", { count: unread })}</span>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map(({ to, target, label, icon: Icon }) => (
          <Menu.Item
            key={to}
            component={Link}
            to={target}
            leftSection={<Icon size={17} aria-hidden="true" />}
            rightSection={
              to === "/alerts" && unread > 0 ? <span className={classes.count}>{showNumber(unread)}</span> : null
            }
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
