import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/inventory.json";

/** The words of the stock pages. */
export const t = textsOf("inventory", english);
