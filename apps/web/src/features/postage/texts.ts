import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/postage.json";

/** The words of buying postage. */
export const t = textsOf("postage", english);
