import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/analytics.json";

/** The words of the page of figures. */
export const t = textsOf("analytics", english);
