import { textsOf } from "../../lib/language/language.ts";
import english from "../../lib/language/messages/en/products.json";

/** The words of the pages of products and of what platforms call things. */
export const t = textsOf("products", english);
