import { type Messages, setupI18n } from "@lingui/core";

/** The words of all parts of the application that are there by now. */
export const i18n = setupI18n({ locale: "en", messages: { en: {} } });

const areas = new Map<string, Messages>();
const loaded = new Map<string, Promise<void>>();
// What is asked for counts, not what is open: a page's code may arrive while the language is still on its way.
let wanted = "en";

// Shown until the language's own file is there, and where it cannot be had.
function standIn(english: Messages): void {
  if (wanted !== "en") i18n.load(wanted, { ...english });
}

/** Makes a part's English words known. The build has compiled them; see `compile-messages.ts`. */
export function addEnglish(area: string, english: unknown): void {
  if (areas.has(area)) return;
  areas.set(area, english as Messages);
  i18n.load("en", english as Messages);
  standIn(english as Messages);
}

/** From now on words are loaded in this language. */
export function wantTexts(code: string): void {
  wanted = code;
  for (const [area, english] of areas) if (!loaded.has(`${code}/${area}`)) standIn(english);
}

async function load(code: string, area: string): Promise<void> {
  // English comes with the code that shows it; where the others lie is not even known before one is chosen.
  const { otherLanguages } = await import("./other-languages.ts");
  const texts = await otherLanguages[`./messages/${code}/${area}.json`]?.();
  if (texts) i18n.load(code, texts);
}

function loadOnce(code: string, area: string): Promise<void> {
  const key = `${code}/${area}`;
  const known = loaded.get(key);
  if (known) return known;
  const loading = load(code, area);
  loaded.set(key, loading);
  loading.catch(() => loaded.delete(key));
  return loading;
}

/** Loads the words of every part that is there by now, in the language that is wanted. */
export async function loadTexts(): Promise<void> {
  const code = wanted;
  if (code !== "en") await Promise.all([...areas.keys()].map((area) => loadOnce(code, area)));
}
