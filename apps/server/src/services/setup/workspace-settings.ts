import { z } from "zod";

const timeZones: ReadonlySet<string> = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** What a new workspace is told about its seller. */
export const workspaceSettingsSchema = z.object({
  workspaceName: z.string().trim().min(1, "Give the workspace a name.").max(100, "Use at most 100 characters."),
  currency: z.string().refine((code) => currencies.has(code), "Choose a currency, such as GBP."),
  timeZone: z
    .string()
    .refine((zone) => timeZones.has(zone) || isTimeZone(zone), "Choose a time zone, such as Europe/London."),
  countryCode: z.string().regex(/^[A-Z]{2}$/, "Choose a country, such as GB."),
});
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>;

// Browsers may report an alias, such as Asia/Calcutta, that the list leaves out.
function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
