import type { Browser, BrowserContextOptions, Page } from "playwright-core";

interface SignedIn {
  url: string;
  /** Cookies, as a client carries them. */
  session: string;
  options?: BrowserContextOptions;
}

/** A page of its own whose visitor has signed in already. */
export async function openSignedIn(browser: Browser, { url, session, options }: SignedIn): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/London",
    ...options,
  });
  const cookies = session.split("; ").map((cookie) => {
    const cut = cookie.indexOf("=");
    return { name: cookie.slice(0, cut), value: cookie.slice(cut + 1), url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}
