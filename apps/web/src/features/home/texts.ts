import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/home.json";

/** The words of Home. */
export const t = textsOf("home", english);

export type HomeTextId = Parameters<typeof t>[0];
