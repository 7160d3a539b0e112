import type { Tone } from "../../components/state-dot.tsx";
import type { ConnectionCard, ConsentFailure } from "../../lib/api-types.ts";
import { t } from "../../lib/language/language.ts";

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

const callbackReasons: Readonly<Record<string, string>> = {
  access_denied: "Access was declined on the platform's page. Nothing was stored.",
  state_expired: "The link was open for too long and has expired. Nothing was stored. Start again.",
  state_used: "This answer was already used once. Nothing was stored. Start again.",
  state_invalid:
    "The answer did not belong to a request of this installation. Nothing was stored. Start again from here.",
  state_foreign: "The answer belonged to another session or user. Nothing was stored. Start again from here.",
  signed_out: "You were signed out while you were away. Nothing was stored. Start again.",
  failed: "The last step failed on this server. Nothing was stored. Start again; the server's log has the details.",
  auth_revoked: "The platform withdrew the grant. Connect again.",
  unavailable: "The platform could not be reached to finish. Your earlier connection, if any, still stands. Try again.",
};

/** Why the way back from a consent page did not end in a connection. */
export function callbackReason(code: string): string {
  return (
    callbackReasons[code] ?? `The platform answered "${code.replaceAll("_", " ")}". Nothing was stored. Start again.`
  );
}

/** Whose doing a failed consent is, and what the button that mends it says. */
export function faultWords(fault: ConsentFailure["fault"], name: string): { whose: string; button: string } {
  const words: Readonly<Record<ConsentFailure["fault"], { whose: string; button: string }>> = {
    seller: { whose: `This was decided on ${name}'s page; nothing was stored.`, button: "Connect again" },
    details: { whose: "What was chosen or entered here does not fit; nothing was stored.", button: "Correct it" },
    platform: { whose: `The fault lies with ${name}, not with what you entered.`, button: "Try again" },
    server: { whose: "The fault lies with this server; nothing was stored.", button: "Connect again" },
  };
  return words[fault];
}
