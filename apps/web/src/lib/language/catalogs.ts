import { type Messages, setupI18n } from "@lingui/core";

/** The words of all parts of the application that are there by now. */
export const i18n = setupI18n({ locale: "en", messages: { en: {} } });

const areas = new Map<string, Messages>();
const loaded = new Map<string, Promise<void>>();

/** Makes a part's English words known. The build has compiled them; see `compile-messages.ts`. */
export function addEnglish(area: string, english: unknown): void {
  areas.set(area, english as Messages);
  i18n.load("en", english as Messages);
}

async function load(code: string, area: string, english: Messages): Promise<void> {
  // Stands in until the language's own file is there, and where it cannot be had.
  i18n.load(code, { ...english });
  // English comes with the code that shows it; where the others lie is not even known before one is chosen.
  const { otherLanguages } = await import("./other-languages.ts");
  const texts = await otherLanguages[`./messages/${code}/${area}.json`]?.();
  if (texts) i18n.load(code, texts);
}

function loadOnce(code: string, area: string, english: Messages): Promise<void> {
  const key = `${code}/${area}`;
  const known = loaded.get(key);
  if (known) return known;
  const loading = load(code, area, english);
  loaded.set(key, loading);
  loading.catch(() => loaded.delete(key));
  return loading;
}

/** Loads the words of every part that is there by now. */
export async function loadTexts(code: string): Promise<void> {
  if (code !== "en") await Promise.all([...areas].map(([area, english]) => loadOnce(code, area, english)));
}
