import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/payouts.json";

/** The words of the payouts page. */
export const t = textsOf("payouts", english);
