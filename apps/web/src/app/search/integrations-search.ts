import { readText } from "../../lib/search-params.ts";

/** What a platform's consent page came back with, and which card's form is open. */
export interface IntegrationsSearch {
  connected?: string;
  connect_error?: string;
  platform?: string;
  /** The attempt that failed, by which its reason is asked for. */
  attempt?: string;
}

export function integrationsSearch(search: Record<string, unknown>): IntegrationsSearch {
  return {
    connected: readText(search["connected"]),
    connect_error: readText(search["connect_error"]),
    platform: readText(search["platform"]),
    attempt: readText(search["attempt"]),
  };
}
