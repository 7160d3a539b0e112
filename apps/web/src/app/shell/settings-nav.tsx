import { Link } from "@tanstack/react-router";
import { t } from "../../lib/language/language.ts";
import classes from "./settings-nav.module.css";

const sections = [
  { to: "/settings/integrations", label: "settings.integrations" },
  { to: "/settings/inventory-resolution", label: "place.resolution" },
  { to: "/settings/team", label: "settings.team" },
  { to: "/settings/api-keys", label: "settings.apiKeys" },
  { to: "/settings/appearance", label: "settings.appearance" },
  { to: "/settings/data", label: "settings.data" },
] as const;

/** Links between the pages of the settings. */
export function SettingsNav() {
  return (
    <nav className={classes.root} aria-label={t("settings.sections")}>
      {sections.map(({ to, label }) => (
        <Link key={to} to={to} className={classes.link} activeOptions={{ includeSearch: false }}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
