import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/catalogue.json";

/** The words of product look-up. */
export const t = textsOf("catalogue", english);
