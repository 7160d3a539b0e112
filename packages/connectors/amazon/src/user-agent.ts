/** This package's version, as Amazon's logs show it. */
export const packageVersion = "0.1.0";

/** What Amazon wants to know of every caller: application, version and, without fail, the language. */
export function userAgent(): string {
  const language = quoted(`Node.js/${process.versions.node}`);
  return `Counterfoil/${packageVersion} (Language=${language}; Platform=${quoted(process.platform)})`;
}

function quoted(value: string): string {
  return value.replace(/[\\);]/g, (character) => `\\${character}`);
}
