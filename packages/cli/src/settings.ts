import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Which server, and who asks. */
export interface Settings {
  url: string;
  key: string;
}

const defaultUrl = "http://127.0.0.1:4780";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where `counterfoil login` keeps the server's address and the key. */
export function settingsFile(environment: Environment): string {
  const folder = environment["XDG_CONFIG_HOME"] ?? join(environment["HOME"] ?? homedir(), ".config");
  return join(folder, "counterfoil", "settings.json");
}

/** Flags count most, then COUNTERFOIL_URL and COUNTERFOIL_KEY, then what `login` kept. */
export async function readSettings(
  flags: { url?: string | undefined; key?: string | undefined },
  environment: Environment,
): Promise<Settings> {
  const kept = await readKept(environment);
  const url = flags.url ?? environment["COUNTERFOIL_URL"] ?? kept.url ?? defaultUrl;
  const key = flags.key ?? environment["COUNTERFOIL_KEY"] ?? kept.key;
  if (key === undefined)
    throw new Error("No key. Make one in Settings, API keys; then: counterfoil login --url ADDRESS --key KEY");
  return { url, key };
}

async function readKept(environment: Environment): Promise<Partial<Settings>> {
  const text = await readFile(settingsFile(environment), "utf8").catch(() => "{}");
  return JSON.parse(text) as Partial<Settings>;
}

/** Keeps the settings in a file that only its owner reads. Gives its path. */
export async function keepSettings(settings: Settings, environment: Environment): Promise<string> {
  const file = settingsFile(environment);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  return file;
}
