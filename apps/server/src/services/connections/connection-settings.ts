import { z } from "zod";

/** What a seller may choose for a connection. Kept when the platform is connected anew. */
export const connectionSettingsSchema = z.object({
  /**
   * Whether loose parts that match no unit wait for a person. By default they do not: who sells parts by the thousand
   * keeps them on the platform alone.
   */
  linkLooseParts: z.boolean(),
});
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

const stored = z.object({ linkLooseParts: connectionSettingsSchema.shape.linkLooseParts.catch(false) });

/** The seller's choices, with the default where nothing was chosen or what is stored cannot be read. */
export function readConnectionSettings(settings: Readonly<Record<string, unknown>>): ConnectionSettings {
  return stored.parse(settings);
}
