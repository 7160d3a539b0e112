import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/team.json";

/** The words of the team page. */
export const t = textsOf("team", english);
