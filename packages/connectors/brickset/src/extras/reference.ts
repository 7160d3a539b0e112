import { type CallOptions, callLimits } from "@counterfoil/connector-kit";
import type { BricksetClient } from "../brickset-client.ts";
import { imagesSchema, instructionsSchema, subthemesSchema, themesSchema, yearsSchema } from "../brickset-schemas.ts";
import type { BricksetContext } from "../brickset-settings.ts";

/** Themes, years, pictures and instructions. None of these calls counts as a look-up. */
export interface BricksetReference {
  themes(options?: CallOptions): Promise<{ theme: string; setCount: number; subthemeCount: number | null }[]>;
  /** The group without a subtheme has a null name. */
  subthemes(theme: string, options?: CallOptions): Promise<{ subtheme: string | null; setCount: number }[]>;
  /** Years of a theme, or of all; newest first as Brickset gives them. */
  years(theme: string | null, options?: CallOptions): Promise<{ year: number; setCount: number }[]>;
  /** More pictures of a set, by the catalogue's id. */
  pictures(externalId: string, options?: CallOptions): Promise<{ url: string; thumbnailUrl: string | null }[]>;
  /** Instructions by number with variant, such as `60336-1`. */
  instructions(number: string, options?: CallOptions): Promise<{ url: string; description: string | null }[]>;
}

export function createReference(client: BricksetClient, { now }: BricksetContext): BricksetReference {
  return {
    async themes(options) {
      const { themes } = await client.read("getThemes", themesSchema, callLimits(options, now));
      return themes.map(({ theme, setCount, subthemeCount }) => ({
        theme,
        setCount,
        subthemeCount: subthemeCount ?? null,
      }));
    },
    async subthemes(theme, options) {
      const call = { ...callLimits(options, now), form: { Theme: theme } };
      const { subthemes } = await client.read("getSubthemes", subthemesSchema, call);
      return subthemes.map(({ subtheme, setCount }) => ({
        subtheme: subtheme === "{None}" ? null : subtheme,
        setCount,
      }));
    },
    async years(theme, options) {
      const call = { ...callLimits(options, now), form: { Theme: theme ?? "" } };
      const { years } = await client.read("getYears", yearsSchema, call);
      return years.map(({ year, setCount }) => ({ year, setCount }));
    },
    async pictures(externalId, options) {
      const call = { ...callLimits(options, now), form: { setID: externalId } };
      const { additionalImages } = await client.read("getAdditionalImages", imagesSchema, call);
      return additionalImages.map(({ imageURL, thumbnailURL }) => ({
        url: imageURL,
        thumbnailUrl: thumbnailURL ?? null,
      }));
    },
    async instructions(number, options) {
      const call = { ...callLimits(options, now), form: { setNumber: number } };
      const { instructions } = await client.read("getInstructions2", instructionsSchema, call);
      return instructions.map(({ URL: url, description }) => ({ url, description: description ?? null }));
    },
  };
}
