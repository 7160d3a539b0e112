import { Link } from "@tanstack/react-router";
import { t } from "../../lib/language/language.ts";
import classes from "./settings-nav.module.css";

const pages = [
  { to: "/listings", label: "place.listings" },
  { to: "/listings/products", label: "place.products" },
  { to: "/listings/words", label: "place.words" },
] as const;

/** Links between the pages about what is offered. */
export function ListingsNav() {
  return (
    <nav className={classes.root} aria-label={t("place.aboutListings")}>
      {pages.map(({ to, label }) => (
        <Link key={to} to={to} className={classes.link} activeOptions={{ exact: true, includeSearch: false }}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
