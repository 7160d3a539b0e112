import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/demo.json";

/** The words of the demo shop's offer. */
export const t = textsOf("demo", english);
