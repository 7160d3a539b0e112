import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { t } from "../../lib/language/language.ts";
import { useLiveUpdates } from "../../lib/live-updates.ts";
import { DemoMark } from "./demo-mark.tsx";
import { LiveMark } from "./live-mark.tsx";
import { MorePlaces } from "./more-places.tsx";
import { PaletteKey } from "./palette-key.tsx";
import { PlaceLinks } from "./place-links.tsx";
import classes from "./shell.module.css";
import { WorkspaceMenu } from "./workspace-menu.tsx";

// As many as fit side by side on the narrowest phone, beside the one that opens the others.
const placesUnderThumb = 5;

// After a change of page, keyboards and screen readers start at the new content.
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    main.current?.focus({ preventScroll: true });
    main.current?.scrollTo({ top: 0 });
  }, [pathname]);
  return main;
}

/** The frame around every signed-in page: a rail on wide screens, two bars on a phone. */
export function Shell() {
  useLiveUpdates();
  const main = useFocusOnNavigation();
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t("shell.skip")}
      </a>
      <aside className={classes.rail}>
        <WorkspaceMenu />
        <DemoMark />
        <PaletteKey />
        <nav aria-label={t("shell.main")}>
          <PlaceLinks />
        </nav>
        <div className={classes.spacer} />
        <LiveMark />
      </aside>
      <section className={classes.top} aria-label={t("shell.workspace")}>
        <WorkspaceMenu />
        <div className={classes.spacer} />
        <PaletteKey small />
        <LiveMark onlyStale />
        <DemoMark />
      </section>
      <main ref={main} id="content" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      <nav className={classes.bottom} aria-label={t("shell.main")}>
        <PlaceLinks short only={placesUnderThumb} />
        <MorePlaces after={placesUnderThumb} />
      </nav>
    </div>
  );
}
