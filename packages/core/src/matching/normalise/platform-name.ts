// Spellings found in imported stock lists; the rest is folding.
const spellings: Readonly<Record<string, string>> = {
  amz: "amazon",
  amzn: "amazon",
  bl: "bricklink",
  "brick-link": "bricklink",
  "brick-owl": "brickowl",
  tiktok: "tiktok-shop",
  "tik-tok": "tiktok-shop",
  tiktokshop: "tiktok-shop",
};

const countrySuffix = /-(uk|gb|us|usa|de|fr|it|es|nl|be|pl|se|ie|ca|au|in|jp|com)$/;

const known = new Map<string, string>();
const knownLimit = 1_000;

/** One name for a platform however it was typed: `AMAZON`, ` Amazon UK ` and `amz` are `amazon`. */
export function normalisePlatform(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= knownLimit) known.clear();
  const name = readName(text);
  known.set(text, name);
  return name;
}

function readName(text: string): string {
  const folded = text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const name = folded.replace(countrySuffix, "");
  return spellings[name] ?? spellings[folded] ?? name;
}
