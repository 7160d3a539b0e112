import { defineCommand } from "citty";
import { ConfigError } from "../config.ts";
import { createJweVault } from "../security/jwe-vault.ts";
import { sessionSecrets } from "../security/load-keys.ts";
import { addKeyToFile, type KeyRing, keepFirstKeyInFile, parseMasterKeys } from "../security/master-key.ts";
import { resealSecondFactors } from "../security/reseal-second-factors.ts";
import { resealSecrets, secretsByKey } from "../services/keys/reseal-secrets.ts";
import { type Installed, say, withInstallation } from "./open-installation.ts";

const rotate = defineCommand({
  meta: {
    name: "rotate",
    description: "Seal every stored secret under the newest master key; goes on where it stopped.",
  },
  run: async () => {
    await withInstallation(async (installed) => {
      const keys = newestFirst(installed);
      const outcome = await resealSecrets({ db: installed.db, vault: createJweVault(keys) }, ({ resealed }) =>
        say(`${resealed} secrets sealed anew …`),
      );
      const factors = await resealSecondFactors(installed.db, sessionSecrets(installed.config, keys));
      if (factors > 0) say(`${factors} second factors sealed anew.`);
      say(`Done: ${outcome.resealed} sealed under key ${keys[0]?.id}, ${outcome.unreadable} that no key opens.`);
      if (outcome.unreadable > 0) {
        say("Connect those platforms again, or add the key that sealed them and run this once more.");
        process.exitCode = 1;
      } else forgetFormerKeys(installed);
    });
  },
});

/** An embedded installation gets its new key here; elsewhere it was put in front in COUNTERFOIL_MASTER_KEY. */
function newestFirst({ config, keys }: Installed): KeyRing {
  if (keys.length === 0) throw new ConfigError("COUNTERFOIL_MASTER_KEY is not set: there is no key to rotate to.");
  if (config.masterKey !== null || keys.length > 1) return keys;
  return parseMasterKeys(addKeyToFile(config.dataDir));
}

function forgetFormerKeys({ config }: Installed): void {
  if (config.masterKey === null) keepFirstKeyInFile(config.dataDir);
  else
    say(
      "Former keys may be taken out of COUNTERFOIL_MASTER_KEY once every process has been restarted with the new one.",
    );
}

const status = defineCommand({
  meta: { name: "status", description: "How many stored secrets lie under each key." },
  run: async () => {
    await withInstallation(async ({ db, keys }) => {
      const names = new Map(keys.map(({ id }, index) => [id, index === 0 ? "current" : "former"]));
      for (const { keyId, secrets } of await secretsByKey({ db })) {
        say(`${keyId}  ${secrets} secrets  ${names.get(keyId) ?? "not configured: these cannot be opened"}`);
      }
    });
  },
});

/** `keys rotate` and `keys status`. */
export const keysCommand = defineCommand({
  meta: { name: "keys", description: "The master keys that seal credentials." },
  subCommands: { rotate, status },
});
