import { parse } from "hono/utils/cookie";

const cookieName = "counterfoil.workspace";
const maxAgeSeconds = 365 * 24 * 60 * 60;

/** The workspace that the visitor chose last. Only a wish: membership is checked on every request. */
export function readWorkspaceCookie(headers: Headers): string | null {
  return parse(headers.get("cookie") ?? "", cookieName)[cookieName] ?? null;
}

/** The `set-cookie` value that remembers the choice. */
export function workspaceCookie(workspaceId: string, publicUrl: string): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${cookieName}=${workspaceId}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
