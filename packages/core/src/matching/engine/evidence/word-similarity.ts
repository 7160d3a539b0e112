const leastSimilarity = 0.8;

/** How alike two words are: 1 when equal, from 0.8 when one typing error or a shortened form apart, else 0. */
export function wordSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4) return 0;
  const isPrefix = a.startsWith(b) || b.startsWith(a);
  if (Math.abs(a.length - b.length) > 2) return isPrefix ? leastSimilarity : 0;
  const similarity = 1 - editDistance(a, b) / Math.max(a.length, b.length);
  if (similarity >= leastSimilarity) return similarity;
  return isPrefix ? leastSimilarity : 0;
}

// Levenshtein distance in which two neighbours that changed places are one error; one row at a time.
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= b.length; column += 1) {
      const change = a.charCodeAt(line - 1) === b.charCodeAt(column - 1) ? 0 : 1;
      const swapped = line > 1 && column > 1 && a[line - 1] === b[column - 2] && a[line - 2] === b[column - 1];
      const least = Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (row[column - 1] ?? 0) + change);
      next.push(swapped ? Math.min(least, (before[column - 2] ?? 0) + 1) : least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
