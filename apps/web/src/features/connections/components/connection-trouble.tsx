import { Button } from "@mantine/core";
import { Note } from "../../../components/note.tsx";
import type { Integration } from "../queries/connection-queries.ts";

interface ConnectionTroubleProps {
  integration: Integration;
  onConfigure: () => void;
  onTest: () => void;
}

// Codes that say that the platform, the way to it or the seller's approval there is at fault, not the credentials.
const outages = new Set([
  "approval_pending",
  "unavailable",
  "rate_limited",
  "quota_exhausted",
  "bad_response",
  "outcome_unknown",
  "aborted",
]);

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** What is wrong or missing, in plain words, with the button that mends it. */
export function ConnectionTrouble({ integration, onConfigure, onTest }: ConnectionTroubleProps) {
  const { manifest, card } = integration;
  const outage = card.error !== null && outages.has(card.error.code);
  return (
    <>
      {card.error && (
        <Note tone={card.status === "error" ? "failed" : "wants"} role="alert">
          <div>
            {card.error.message} {card.error.remedy}
          </div>
          <Button size="compact-sm" variant="default" mt={6} onClick={outage ? onTest : onConfigure}>
            {outage ? "Try again" : "Reconnect"}
          </Button>
        </Note>
      )}
      {card.status === "incomplete" && !card.error && (
        <Note tone="wants">
          <div>
            {card.missing.length > 0 ? `Still missing: ${card.missing.join(", ")}.` : "The connection is not finished."}
          </div>
          <Button size="compact-sm" variant="default" mt={6} onClick={card.missing.length > 0 ? onConfigure : onTest}>
            {card.missing.length > 0 ? "Finish" : "Test now"}
          </Button>
        </Note>
      )}
      {card.warnings.map((warning) => (
        <Note key={warning} tone="wants">
          {warning}
        </Note>
      ))}
      {card.status === "not_connected" && (
        <div style={{ fontSize: "var(--mantine-font-size-sm)" }}>{offers(manifest.capabilities)}</div>
      )}
    </>
  );
}

function offers(capabilities: Integration["manifest"]["capabilities"]): string {
  const parts = [
    capabilities.orders && "reads your orders",
    capabilities.listings && "reads your listings",
    capabilities.stockWrite && "keeps stock in step",
    capabilities.fulfillment && "sends tracking",
    capabilities.bankTransactions && "reads your bank lines",
    capabilities.products && "looks products up",
  ].filter((part) => part !== false && part !== undefined);
  return parts.length > 0 ? `Once connected, Counterfoil ${list.format(parts)}.` : "";
}
