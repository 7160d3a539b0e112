/** What a notice to a buyer may name, with what it stands for. */
export const noticeWords = {
  buyer_name: "the buyer's name",
  shop: "the platform",
  order_number: "the order's number on the platform",
  carrier: "the carrier",
  tracking_number: "the tracking number",
  items: "what is in the parcel, one line each",
  seller: "your workspace's name",
} as const;
export type NoticeWord = keyof typeof noticeWords;

/** What is known for one parcel; null for what is not. */
export type NoticeValues = Readonly<Record<NoticeWord, string | null>>;

const word = /\{([a-z_]+)\}/g;

/** Words in braces that stand for nothing. */
export function unknownNoticeWords(template: string): string[] {
  const named = [...template.matchAll(word)].map(([, name = ""]) => name);
  return [...new Set(named.filter((name) => !isWord(name)))];
}

/**
 * Puts values into a template. A line that names something which is not known is left out. What buyers wrote is put in
 * as it is and never read as a template itself; control signs are taken out of it, so that it stays where it was put.
 */
export function fillNotice(template: string, values: NoticeValues): string {
  return template
    .split(/\r?\n/)
    .flatMap((line) => {
      const named = [...line.matchAll(word)].flatMap(([, name = ""]) => (isWord(name) ? [name] : []));
      if (named.some((name) => values[name] === null)) return [];
      return [line.replaceAll(word, (whole, name: string) => (isWord(name) ? clean(values[name] ?? "", name) : whole))];
    })
    .join("\n")
    .trim();
}

/** A subject in one line, as long as mail programs show. */
export function fillNoticeSubject(template: string, values: NoticeValues): string {
  return fillNotice(template, values).replaceAll(/\s+/g, " ").slice(0, 200);
}

function isWord(name: string): name is NoticeWord {
  return Object.hasOwn(noticeWords, name);
}

function clean(value: string, name: NoticeWord): string {
  // Line breaks are the program's own in the list of items; everywhere else they came from outside.
  const lines = name === "items" ? value.split("\n") : [value];
  return lines.map((line) => line.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim()).join("\n");
}
