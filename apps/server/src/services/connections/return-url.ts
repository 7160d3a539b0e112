const defaultPath = "/settings/integrations";

/** Origins whose pages a seller may be led back to: this server's, and another one's that serves its page. */
export interface ReturnOrigins {
  publicUrl: string;
  frontendUrl: string | null;
}

/**
 * Keeps a return address only when it is a page of this installation; its Integrations page otherwise. Pages of this
 * server are answered as a path, so that the browser stays at the name by which it knows the server.
 */
export function safeReturnAddress(returnUrl: string | null | undefined, origins: ReturnOrigins): string {
  if (returnUrl === null || returnUrl === undefined || returnUrl === "") return defaultPath;
  try {
    // Resolving catches `//host`, `/\host` and whatever else a browser reads as another origin.
    const resolved = new URL(returnUrl, origins.publicUrl);
    if (resolved.origin === origins.frontendUrl) return resolved.href;
    if (resolved.origin !== new URL(origins.publicUrl).origin) return defaultPath;
    return `${resolved.pathname}${resolved.search}${resolved.hash}`;
  } catch {
    return defaultPath;
  }
}

/** The return address as a page of another origin means it: its own Integrations page when it names none. */
export function addressOn(page: string | null, returnUrl: string | undefined): string | undefined {
  if (page === null) return returnUrl;
  const path = returnUrl ?? defaultPath;
  return URL.canParse(path, page) ? new URL(path, page).href : undefined;
}

/** Adds query values to a return address. */
export function withQuery(address: string, values: Readonly<Record<string, string>>): string {
  const nowhere = "http://localhost";
  const url = new URL(address, nowhere);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url.origin === nowhere ? `${url.pathname}${url.search}${url.hash}` : url.href;
}
