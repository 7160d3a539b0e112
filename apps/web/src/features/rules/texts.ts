import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/rules.json";

/** The words of the rules for orders. */
export const t = textsOf("rules", english);
