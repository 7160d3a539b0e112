import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { trpc } from "../../lib/api.ts";
import { showNumber } from "../../lib/format.ts";
import { t } from "../../lib/language/language.ts";
import { useManages, useSeesFigures } from "../../lib/session.ts";
import { isWithin, places } from "./navigation.ts";
import classes from "./shell.module.css";

function usePending(): number {
  const stats = useQuery(trpc.resolution.stats.queryOptions());
  return stats.data?.reduce((sum, platform) => sum + platform.pending, 0) ?? 0;
}

/** How many alerts nobody has read. */
export function useUnread(): number {
  return useQuery(trpc.alerts.list.queryOptions({ state: "open" })).data?.unread ?? 0;
}

/** The places of who is signed in. */
export function useShownPlaces() {
  const manages = useManages();
  const seesFigures = useSeesFigures();
  return places
    .filter(({ to }) => seesFigures || (to !== "/analytics" && to !== "/payouts"))
    .map((place) => ({
      ...place,
      target: place.to === "/settings/integrations" && !manages ? ("/settings/account" as const) : place.to,
    }));
}

/** Links to places, all where `only` is not said; what waits for a person is counted beside its place. */
export function PlaceLinks({ short = false, only }: { short?: boolean; only?: number }) {
  const pending = usePending();
  const unread = useUnread();
  const shown = useShownPlaces().slice(0, only);
  const { pathname } = useLocation();
  return shown.map(({ to, target, label, short: shortLabel, icon: Icon }) => {
    const count = to === "/settings/inventory-resolution" ? pending : to === "/alerts" ? unread : 0;
    const counted = t(to === "/alerts" ? "shell.alertsUnread" : "shell.salesWaiting", { count });
    return (
      <Link
        key={to}
        to={target}
        className={classes.link}
        data-status={isWithin(pathname, to) ? "active" : undefined}
        activeOptions={{ exact: to === "/", includeSearch: false }}
        title={t(label)}
      >
        <Icon size={short ? 20 : 17} stroke={1.7} aria-hidden="true" />
        <span className={short ? undefined : classes.label}>{t(short ? shortLabel : label)}</span>
        {count > 0 && (
          <span className={classes.count}>
            <span aria-hidden="true">{count > 999 ? "999+" : showNumber(count)}</span>
            <span className="visually-hidden">{counted}</span>
          </span>
        )}
      </Link>
    );
  });
}
