import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/orders.json";

/** The words of orders and their dispatch. */
export const t = textsOf("orders", english);
