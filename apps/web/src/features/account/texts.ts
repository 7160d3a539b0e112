import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/account.json";

/** The words of signing in, set-up and the account page. */
export const t = textsOf("account", english);
