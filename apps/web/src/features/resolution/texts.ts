import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/resolution.json";

/** The words of the resolution desk. */
export const t = textsOf("resolution", english);
