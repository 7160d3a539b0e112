import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/linking-rules.json";

/** The words of the linking rules. */
export const t = textsOf("linking-rules", english);
