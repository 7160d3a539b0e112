import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/listings.json";

/** The words of the listings page. */
export const t = textsOf("listings", english);
