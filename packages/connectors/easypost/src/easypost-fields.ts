import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";

const apiKey = z
  .string({ error: "Enter the API key." })
  .trim()
  .min(1, "Enter the API key.")
  .min(10, "The API key is too short. Copy it whole from EasyPost's page.")
  .max(200, "The API key is too long. Copy it again from EasyPost's page.")
  .regex(/^[!-9;-~]+$/, "The API key has no spaces and no colon. Copy it again from EasyPost's page.");

/** Fields of the connection form. */
export const easypostFields: readonly ManifestField[] = [
  {
    name: "apiKey",
    label: "API key",
    help: "A production key buys real postage. A test key (EZTK…) makes labels that no carrier takes.",
    secret: true,
    required: true,
    options: null,
    placeholder: "EZAK…",
    schema: apiKey,
  },
];

/** Test keys begin so: https://docs.easypost.com/docs/authentication */
export function isTestKey(key: string): boolean {
  return key.startsWith("EZTK");
}
