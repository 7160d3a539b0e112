import { type CallLimits, ConnectorError, type HttpClient, textBody } from "@counterfoil/connector-kit";

const keptMs = 86_400_000;
const timeoutMs = 5_000;

/** The certificates that SNS signs with. */
export interface SnsCertificates {
  /** The certificate at an address that was found to be safe; null where there is none. */
  get(url: string, limits: CallLimits): Promise<string | null>;
}

// One process checks with many connectors: what was fetched for one serves all. Addresses name their content.
const fetched = new Map<string, { text: string; until: number }>();

export function createSnsCertificates(http: HttpClient, now: () => number): SnsCertificates {
  return {
    async get(url, limits) {
      const known = fetched.get(url);
      if (known && known.until > now()) return known.text;
      try {
        const { data: text } = await http.request({
          ...limits,
          ...{ operation: "GET SNS certificate", lane: "read_orders", path: url },
          ...{ timeoutMs, maxAttempts: 2, decode: textBody },
        });
        fetched.set(url, { text, until: now() + keptMs });
        return text;
      } catch (error) {
        if (ConnectorError.is(error) && error.code === "not_found") return null;
        throw error;
      }
    },
  };
}
