/** Where Monzo's servers are. */
export interface MonzoHosts {
  /** Authorisation page, for the owner's browser. */
  auth: string;
  api: string;
}

/** Monzo's own hosts, or one `baseURL` for both: the page is then below it at `/auth`. */
export function monzoHosts(baseURL: string | undefined): MonzoHosts {
  if (baseURL === undefined) return { auth: "https://auth.monzo.com/", api: "https://api.monzo.com" };
  const base = baseURL.replace(/\/+$/, "");
  return { auth: `${base}/auth/`, api: base };
}
