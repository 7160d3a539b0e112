import { z } from "zod";
import { platformPath } from "./common-schemas.ts";
import { describedRoute } from "./rest-route.ts";

const back = {
  302: {
    description:
      "To the page that the consent began on, with the outcome: `connected` or `connect_error` and `platform`; for eBay also `ebay_success=true` or `ebay_error`.",
  },
};

const callbackQuery = z.object({
  state: z.string().optional(),
  code: z.string().optional(),
  spapi_oauth_code: z.string().optional().meta({ description: "Amazon." }),
  selling_partner_id: z.string().optional().meta({ description: "Amazon." }),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

const callback = {
  method: "get",
  tag: "Callbacks",
  scope: null,
  responses: back,
  description: "For the platforms. Asks for the session that began the consent; a state is used once.",
} as const;

const platformCallback = { ...callback, input: { path: platformPath, query: callbackQuery } };

const callbacks = [
  describedRoute({
    ...platformCallback,
    ...{ path: "/api/integrations/{platform}/callback", operationId: "finishConsent" },
    summary: "Where a platform leads back to after its consent page.",
  }),
  describedRoute({
    ...platformCallback,
    ...{ path: "/api/v1/platforms/callback/{platform}", operationId: "finishConsentV1" },
    summary: "The same, at another address.",
  }),
  describedRoute({
    ...{ ...callback, input: { query: callbackQuery } },
    ...{ path: "/connections/amazon/oauth/callback", operationId: "finishAmazonConsent" },
    summary: "The same, for Amazon.",
  }),
];

const webhook = describedRoute({
  ...{ method: "post", path: "/api/v1/platforms/webhook/{platform}", operationId: "receiveWebhook" },
  ...{ tag: "Webhooks", scope: null, summary: "Where a platform sends its messages." },
  description: "The body is proven by the platform's own signature; nothing of an unproven one is stored.",
  input: { path: platformPath, body: z.unknown() },
  responses: { 200: { description: "Taken; some platforms are answered with another 2xx." } },
});

const challenge = describedRoute({
  ...{ method: "get", path: "/api/v1/platforms/webhook/{platform}", operationId: "answerChallenge" },
  ...{ tag: "Webhooks", scope: null, summary: "eBay's question whether the address is this server's." },
  input: { path: platformPath, query: z.object({ challenge_code: z.string().optional() }) },
  responses: { 200: { description: "The answer.", schema: z.object({ challengeResponse: z.string() }) } },
});

export const describedRoutes = [...callbacks, webhook, challenge];
