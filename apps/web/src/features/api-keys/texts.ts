import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/api-keys.json";

/** The words of the page of API keys. */
export const t = textsOf("api-keys", english);
