import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";

const printable = /^[!-~]+$/;

const clientId = z
  .string({ error: "Enter the client ID." })
  .trim()
  .min(1, "Enter the client ID.")
  .max(200, "The client ID is too long. Copy the client ID only.")
  .regex(printable, "The client ID has no spaces and no special letters. Copy it again from Monzo.");

const clientSecret = z
  .string({ error: "Enter the client secret." })
  .trim()
  .min(1, "Enter the client secret.")
  .max(500, "The client secret is too long. Copy the client secret only.")
  .regex(printable, "The client secret has no spaces and no special letters. Copy it again from Monzo.");

const historyFrom = z
  .string()
  .trim()
  .pipe(z.iso.date("Enter the first day as year, month and day, such as 2024-04-06."))
  .optional();

/** The client's own credentials, which an installation may set once, and the owner's wish. */
export const monzoFields: readonly ManifestField[] = [
  {
    name: "clientId",
    label: "Client ID",
    help: "Of your own client on developers.monzo.com. Monzo allows a client for its owner only, not for the public.",
    secret: false,
    required: true,
    options: null,
    placeholder: "oauth2client_…",
    schema: clientId,
  },
  {
    name: "clientSecret",
    label: "Client secret",
    help: "Of a confidential client: without that the connection ends after about six hours.",
    secret: true,
    required: true,
    options: null,
    placeholder: "mnzconf.…",
    schema: clientSecret,
  },
  {
    name: "historyFrom",
    label: "Transactions from",
    help: "First day to read. Leave it empty for all that Monzo gives.",
    secret: false,
    required: false,
    options: null,
    placeholder: "2024-04-06",
    perSeller: true,
    schema: historyFrom,
  },
];

/** What looks wrong about accepted credentials. */
export function credentialWarnings(credentials: { clientId: string; clientSecret: string }): string[] {
  const warnings: string[] = [];
  if (!/^oauth2client_[A-Za-z0-9]+$/.test(credentials.clientId)) {
    warnings.push("The client ID does not look like one of Monzo's: those begin with oauth2client_.");
  }
  if (!credentials.clientSecret.startsWith("mnzconf.")) {
    warnings.push("The client secret does not look like that of a confidential client: those begin with mnzconf.");
  }
  return warnings;
}
