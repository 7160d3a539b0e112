import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/alerts.json";

/** The words of the alerts page. */
export const t = textsOf("alerts", english);
