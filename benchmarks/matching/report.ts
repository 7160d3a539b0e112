/** Prints one measure as a JSON line, the form every benchmark uses. */
export function report(measure: string, value: number, unit: string): void {
  process.stdout.write(
    `${JSON.stringify({ bench: "matching", measure, value: Number(value.toPrecision(4)), unit })}\n`,
  );
}
