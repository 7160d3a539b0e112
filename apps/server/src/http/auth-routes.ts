import type { Hono } from "hono";
import { z } from "zod";
import { ssoProvider } from "../security/single-sign-on.ts";
import { invalid, notFound } from "../services/service-error.ts";
import { callerOf, noteAnswer } from "./access-notes.ts";
import type { HttpEnv } from "./http-env.ts";
import type { HttpServices } from "./http-services.ts";
import { clientAddressHeader } from "./request-scope.ts";
import { respondWithError } from "./respond-with-error.ts";

const credentialsSchema = z.object({ email: z.string() });
const returnsSchema = z.object({
  callbackURL: z.string().optional(),
  errorCallbackURL: z.string().optional(),
  newUserCallbackURL: z.string().optional(),
});

// What the page asks of the sign-in library itself. Everything else about accounts goes through verbs, which check
// passwords, write the audit trail and know the workspaces.
const openPaths: ReadonlySet<string> = new Set([
  ...["/sign-in/email", "/sign-in/social", "/sign-out", "/get-session", "/link-social", "/ok", "/error"],
  ...["/two-factor/verify-totp", "/two-factor/verify-backup-code", `/callback/${ssoProvider}`],
]);

/** Sign-in and sign-out by the sign-in library, with failures counted per email address. */
export function mountAuthRoutes(app: Hono<HttpEnv>, services: HttpServices): void {
  const { auth, loginThrottle } = services;
  app.post("/api/auth/sign-in/email", async (c, next) => {
    const body = await readJson(c.req.raw);
    const parsed = credentialsSchema.safeParse(body);
    if (!parsed.success) return await next();
    const { email } = parsed.data;
    const wait = await loginThrottle.begin(email);
    if (wait > 0) {
      c.header("retry-after", String(wait));
      const minutes = Math.ceil(wait / 60);
      return c.json(
        { code: "TOO_MANY_ATTEMPTS", message: `Too many failed attempts. Try again in ${minutes} min.` },
        429,
      );
    }
    await next();
    if (c.res.ok) await loginThrottle.recordSuccess(email);
  });
  for (const path of ["/api/auth/sign-in/social", "/api/auth/link-social"]) {
    app.post(path, async (c, next) => {
      const body = await readJson(c.req.raw);
      const pages = returnsSchema.safeParse(body);
      const own = pages.success && Object.values(pages.data).every((page) => isOwnPage(page, services));
      return own ? next() : respondWithError(c, invalid("The way back must be a page of this site."));
    });
  }
  app.on(["GET", "POST"], "/api/auth/*", async (c) => {
    const path = c.req.path.slice("/api/auth".length);
    if (!openPaths.has(path)) return respondWithError(c, notFound("This address"));
    const caller = await callerOf(c, services, path);
    const headers = new Headers(c.req.raw.headers);
    headers.set(clientAddressHeader, c.get("clientAddress"));
    const answer = await auth.handler(new Request(c.req.raw, { headers }));
    await noteAnswer(c, services, { path, caller, answer });
    return answer;
  });
}

async function readJson(request: Request): Promise<unknown> {
  return await request
    .clone()
    .json()
    .catch(() => null);
}

/** Whether an address, read as browsers read it, leads to a page of this installation. */
function isOwnPage(address: string | undefined, { origins, parts }: HttpServices): boolean {
  if (address === undefined) return true;
  const { publicUrl } = parts.installation;
  return URL.canParse(address, publicUrl) && origins.has(new URL(address, publicUrl).origin);
}
