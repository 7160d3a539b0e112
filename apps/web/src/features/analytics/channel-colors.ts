/** Hues that mean no state: colour is kept for states elsewhere, and names stand beside these. */
const hues = ["1", "2", "3", "4", "5", "6", "7", "8"].map((number) => `var(--cf-chart-${number})`);

/** A colour for each channel, the same on every chart of the page. */
export function channelColor(platform: string, platforms: readonly string[]): string {
  return hues[Math.max(0, platforms.indexOf(platform)) % hues.length] ?? "var(--cf-off)";
}
