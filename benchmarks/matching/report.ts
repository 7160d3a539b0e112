/** Prints one measure as a JSON line, the form every benchmark uses. Shares are fractions of 1. */
export function report(measure: string, value: number, unit: string): void {
  const rounded = Number(value.toPrecision(4));
  process.stdout.write(`${JSON.stringify({ bench: "matching", measure, value: rounded, unit })}\n`);
}
