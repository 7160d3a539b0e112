const defaultPath = "/settings/integrations";

/** Keeps a return address only when it is a page of this server; the Integrations page otherwise. */
export function safeReturnPath(returnUrl: string | null | undefined, publicUrl: string): string {
  if (returnUrl === null || returnUrl === undefined || returnUrl === "") return defaultPath;
  try {
    // Resolving catches `//host`, `/\host` and whatever else a browser reads as another origin.
    const resolved = new URL(returnUrl, publicUrl);
    if (resolved.origin !== new URL(publicUrl).origin) return defaultPath;
    return `${resolved.pathname}${resolved.search}${resolved.hash}`;
  } catch {
    return defaultPath;
  }
}

/** Adds query values to a path of this server. */
export function withQuery(path: string, values: Readonly<Record<string, string>>): string {
  const url = new URL(path, "http://localhost");
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}${url.hash}`;
}
