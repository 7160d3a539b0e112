import { createCounterfoilClient } from "@counterfoil/client";
import { defineCommand } from "citty";
import { keepSettings } from "../settings.ts";

export const login = defineCommand({
  meta: { name: "login", description: "Try a key and keep it for the next commands" },
  args: {
    url: { type: "string", description: "The server's address", default: "http://127.0.0.1:4780" },
    key: { type: "string", description: "An API key, from Settings, API keys", required: true },
  },
  run: async ({ args: { url, key } }) => {
    const { user } = await createCounterfoilClient({ url, key }).session.me.query();
    // biome-ignore lint/style/noProcessEnv: the settings' folder is named there
    const file = await keepSettings({ url, key }, process.env);
    process.stdout.write(`The key speaks for ${user.email}. It is kept in ${file}\n`);
  },
});
