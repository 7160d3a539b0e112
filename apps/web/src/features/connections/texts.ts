import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/connections.json";

/** The words of the integrations page. */
export const t = textsOf("connections", english);
