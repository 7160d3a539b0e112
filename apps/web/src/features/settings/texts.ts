import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/settings.json";

/** The words of the pages of appearance and data. */
export const t = textsOf("settings", english);
