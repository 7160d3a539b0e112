import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const messages = /language[\\/]messages[\\/]\w+[\\/][\w-]+\.json$/;

/** Turns the messages of a language into what the runtime formats, so that no page carries a parser of messages. */
export function compileMessages(): Plugin {
  return {
    name: "compile-messages",
    enforce: "pre",
    transform(code, id) {
      if (!messages.test(id)) return null;
      const texts = Object.entries(JSON.parse(code) as Record<string, string>);
      const compiled = Object.fromEntries(texts.map(([key, text]) => [key, compileMessage(text)]));
      return {
        code: `export default JSON.parse(${JSON.stringify(JSON.stringify(compiled))});`,
        moduleType: "js",
        map: null,
      };
    },
  };
}
