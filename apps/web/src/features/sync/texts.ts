import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/sync.json";

/** The words of the Sync page. */
export const t = textsOf("sync", english);
