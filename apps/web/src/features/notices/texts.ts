import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/notices.json";

/** The words of the page of buyer notices. */
export const t = textsOf("notices", english);
