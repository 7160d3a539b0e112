import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { t } from "../../lib/language/language.ts";
import { useManages } from "../../lib/session.ts";
import classes from "./settings-nav.module.css";

// Those who do not run the shop see what concerns themselves.
const forManagers: ReadonlySet<string> = new Set([
  "/settings/integrations",
  "/settings/team",
  "/settings/webhooks",
  "/settings/data",
]);

const sections = [
  { to: "/settings/account", label: "settings.account" },
  { to: "/settings/integrations", label: "settings.integrations" },
  { to: "/settings/inventory-resolution", label: "place.resolution" },
  { to: "/settings/team", label: "settings.team" },
  { to: "/settings/api-keys", label: "settings.apiKeys" },
  { to: "/settings/webhooks", label: "settings.webhooks" },
  { to: "/settings/appearance", label: "settings.appearance" },
  { to: "/settings/data", label: "settings.data" },
] as const;

/** Links between the pages of the settings. */
export function SettingsNav() {
  const manages = useManages();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone not all fit: the open one is swiped into view.
  useEffect(() => {
    const open = nav.current?.querySelector<HTMLElement>(`a[href="${pathname}"]`);
    if (nav.current && open) nav.current.scrollLeft = open.offsetLeft - nav.current.offsetLeft - 48;
  }, [pathname]);
  return (
    <nav ref={nav} className={classes.root} aria-label={t("settings.sections")}>
      {sections
        .filter(({ to }) => manages || !forManagers.has(to))
        .map(({ to, label }) => (
          <Link key={to} to={to} className={classes.link} activeOptions={{ includeSearch: false }}>
            {t(label)}
          </Link>
        ))}
    </nav>
  );
}
