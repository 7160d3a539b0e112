import type { ConnectionMethod, Manifest, ManifestField } from "@counterfoil/connector-kit";
import type { ServerParts } from "../context.ts";
import { callbackUrl } from "./application-fields.ts";

/** A form field without its check, which stays on the server. */
export type PublicField = Omit<ManifestField, "schema">;

/** A manifest as data: what the page draws forms and tables from. */
export interface PublicManifest extends Omit<Manifest, "connectionMethods"> {
  connectionMethods: (Omit<ConnectionMethod, "fields"> & { fields: PublicField[] })[];
  /** The installation has set the application's own credentials: users connect with one click. */
  applicationConfigured: boolean;
  /** Where the platform sends sellers back to; some platforms must be told beforehand. */
  callbackUrl: string;
  /** The marketplace that the installation has set; null where it leaves the choice. */
  defaultMarketplace: string | null;
}

/** Every platform this server knows. */
export function listPlatforms(parts: Pick<ServerParts, "connectors" | "installation">): PublicManifest[] {
  return parts.connectors.all().map(({ manifest }) => ({
    ...manifest,
    connectionMethods: manifest.connectionMethods.map((method) => ({
      ...method,
      fields: method.fields.map(({ schema: _schema, ...field }) => field),
    })),
    applicationConfigured: parts.installation.applications[manifest.platform] !== undefined,
    callbackUrl:
      parts.installation.presets[manifest.platform]?.callbackUrl ??
      callbackUrl(parts.installation.publicUrl, manifest.platform),
    defaultMarketplace: parts.installation.presets[manifest.platform]?.marketplace ?? null,
  }));
}
