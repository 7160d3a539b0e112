import type { ProvenConnection } from "../services/connections/store-proven-connection.ts";
import { fakeTokens } from "./fake-platform.ts";

/** What a fake platform's consent proved, ready to be stored. */
export function provenConsent(platform: string, generation = 1): ProvenConnection {
  return {
    ...{ platform, method: "oauth2", environment: "production", marketplace: null, demo: false, fields: {} },
    tokens: fakeTokens(generation),
    probe: {
      ...{ account: "ann-shop", accountId: "1", scopes: null, marketplace: null },
      ...{ called: "GET /me", latencyMs: 1, warnings: [] },
    },
  };
}
