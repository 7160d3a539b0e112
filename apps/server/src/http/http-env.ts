import type { HttpBindings } from "@hono/node-server";

/** What the first middleware puts on every request. */
export interface HttpEnv {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The caller's address; from the proxy's header only where the installation trusts its proxy. */
    clientAddress: string;
    /** The word by which the policy of this answer knows its own styles. */
    secureHeadersNonce?: string;
  };
}
