import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/webhooks.json";

/** The words of the page of webhooks. */
export const t = textsOf("webhooks", english);
