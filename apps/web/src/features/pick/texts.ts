import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/pick.json";

/** The words of the pick list. */
export const t = textsOf("pick", english);
