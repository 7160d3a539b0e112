import { Button } from "@mantine/core";
import { Note } from "../../../components/note.tsx";
import { showList } from "../../../lib/format.ts";
import type { Integration } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";

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
            {outage ? t("common.tryAgain") : t("connections.reconnect")}
          </Button>
        </Note>
      )}
      {card.status === "incomplete" && !card.error && (
        <Note tone="wants">
          <div>
            {card.missing.length > 0
              ? t("trouble.missing", { card: card.missing.join(", ") })
              : t("trouble.unfinished")}
          </div>
          <Button size="compact-sm" variant="default" mt={6} onClick={card.missing.length > 0 ? onConfigure : onTest}>
            {card.missing.length > 0 ? t("connections.finish") : t("connections.testNow")}
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
    capabilities.orders && t("does.orders"),
    capabilities.listings && t("does.listings"),
    capabilities.stockWrite && t("does.stock"),
    capabilities.fulfillment && t("does.tracking"),
    capabilities.bankTransactions && t("does.bank"),
    capabilities.products && t("does.catalogue"),
  ].filter((part) => part !== false && part !== undefined);
  return parts.length > 0 ? t("does.once", { parts: showList(parts) }) : "";
}
