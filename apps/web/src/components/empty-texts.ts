import { textsOf } from "../lib/language/language.ts";
import english from "../lib/language/messages/en/empty.json";

/** The words of places that are empty. */
export const t = textsOf("empty", english);
