import type { Context, Hono } from "hono";
import { z } from "zod";
import { receiveWebhook } from "../services/webhooks/receive-webhook.ts";
import type { HttpEnv } from "./http-env.ts";
import type { HttpServices } from "./http-services.ts";
import { platformName } from "./rest/common-schemas.ts";

const base = "/api/v1/platforms/webhook/:platform";

/** Where platforms send messages. No session and no origin check: a message proves itself or is refused. */
export function mountWebhookRoutes(app: Hono<HttpEnv>, services: HttpServices): void {
  const receive = async (c: Context<HttpEnv>, address: { connectionId: string; token: string } | null) => {
    const { publicUrl } = services.parts.installation;
    const response = await receiveWebhook({
      parts: services.parts,
      input: {
        platform: platformName(c.req.param("platform") ?? ""),
        address,
        request: {
          method: c.req.method,
          url: c.req.url,
          headers: c.req.header(),
          body: new Uint8Array(await c.req.arrayBuffer()),
          endpoint: `${publicUrl}${c.req.path}`,
        },
      },
    });
    return new Response(response.body === "" ? null : response.body, response);
  };
  app.on(["GET", "POST"], base, (c) => receive(c, null));
  app.on(["GET", "POST"], `${base}/:connectionId/:token`, (c) => {
    const { connectionId, token } = c.req.param();
    // An address that cannot be ours looks like any other that is not.
    const known = z.uuid().safeParse(connectionId).success;
    return receive(c, known ? { connectionId, token } : { connectionId: "", token: "" });
  });
}
