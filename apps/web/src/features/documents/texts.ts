import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/documents.json";

/** The words of printing. */
export const t = textsOf("documents", english);
