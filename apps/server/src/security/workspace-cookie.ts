import { parse } from "hono/utils/cookie";
import { cookiePrefix } from "./cookie-prefix.ts";

const maxAgeSeconds = 365 * 24 * 60 * 60;

/** The workspace that the visitor chose last. Only a wish: membership is checked on every request. */
export function readWorkspaceCookie(headers: Headers, publicUrl: string): string | null {
  const name = cookieName(publicUrl);
  return parse(headers.get("cookie") ?? "", name)[name] ?? null;
}

/** The `set-cookie` value that remembers the choice. */
export function workspaceCookie(workspaceId: string, publicUrl: string): string {
  const secure = cookiePrefix(publicUrl) === "" ? "" : "; Secure";
  return `${cookieName(publicUrl)}=${workspaceId}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

function cookieName(publicUrl: string): string {
  return `${cookiePrefix(publicUrl)}counterfoil.workspace`;
}
