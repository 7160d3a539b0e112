import type { Tone } from "../../components/state-dot.tsx";
import type { ConnectionCard, ConsentFailure } from "../../lib/api-types.ts";
import { wordsBy } from "../../lib/language/words-by.ts";
import { t } from "./texts.ts";

function state(status: ConnectionCard["status"], tone: Tone): { readonly word: string; readonly tone: Tone } {
  return {
    get word() {
      return t(`connection.${status}`);
    },
    tone,
  };
}

export const connectionStates: Readonly<Record<ConnectionCard["status"], ReturnType<typeof state>>> = {
  connected: state("connected", "done"),
  incomplete: state("incomplete", "wants"),
  error: state("error", "failed"),
  not_connected: state("not_connected", "off"),
};

const callbackReasons: Readonly<Record<string, string>> = wordsBy(t, {
  access_denied: "consent.declined",
  state_expired: "consent.expired",
  state_used: "consent.used",
  state_invalid: "consent.invalid",
  state_foreign: "consent.foreign",
  signed_out: "consent.signedOut",
  failed: "consent.failed",
  auth_revoked: "consent.revoked",
  unavailable: "consent.unavailable",
});

/** Why the way back from a consent page did not end in a connection. */
export function callbackReason(code: string): string {
  return callbackReasons[code] ?? t("consent.other", { code: code.replaceAll("_", " ") });
}

/** Whose doing a failed consent is, and what the button that mends it says. */
export function faultWords(fault: ConsentFailure["fault"], name: string): { whose: string; button: string } {
  const words: Readonly<Record<ConsentFailure["fault"], { whose: string; button: string }>> = {
    seller: { whose: t("consent.whosePage", { name }), button: t("connections.connectAgain") },
    details: { whose: t("consent.whoseInput"), button: t("consent.correct") },
    platform: { whose: t("consent.whosePlatform", { name }), button: t("common.tryAgain") },
    server: { whose: t("consent.whoseServer"), button: t("connections.connectAgain") },
  };
  return words[fault];
}
