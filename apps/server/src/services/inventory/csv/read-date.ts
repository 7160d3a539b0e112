import { bad, type CellResult, good } from "./cell-values.ts";

/** Which comes first in dates such as 03/04/2024. */
export type DateOrder = "day-first" | "month-first";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const numeric = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})(?:[ T].*)?$/;
const advice = "Write it such as 2024-01-31.";

/** How a column writes its dates, and whether a date of it said so. */
export interface DateColumn {
  order: DateOrder;
  /** False when every date could be read either way, so that the order is the country's. */
  certain: boolean;
}

/** Finds the order of a column: a number above 12 can only be a day. Otherwise it is the order used in the country. */
export function findDateOrder(texts: readonly string[], countryCode: string | null): DateColumn {
  const parts = texts.flatMap((text) => {
    const match = numeric.exec(text.trim());
    return match ? [{ first: Number(match[1]), second: Number(match[2]) }] : [];
  });
  if (parts.some(({ first }) => first > 12)) return { order: "day-first", certain: true };
  if (parts.some(({ second }) => second > 12)) return { order: "month-first", certain: true };
  return { order: countryCode === "US" ? "month-first" : "day-first", certain: parts.length === 0 };
}

/** Reads a day, or a moment, into ISO 8601. A day is its midnight in UTC. */
export function readDate(text: string, order: DateOrder): CellResult<string> {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return day(text, { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) });
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return moment(text);
  const short = numeric.exec(text);
  if (short) {
    const [first, second, year] = [Number(short[1]), Number(short[2]), fullYear(short[3] ?? "")];
    return day(text, order === "day-first" ? { year, month: second, day: first } : { year, month: first, day: second });
  }
  const worded = readWords(text);
  if (worded) return day(text, worded);
  if (/^\d{5}$/.test(text))
    return bad(`"${text}" is a spreadsheet's day number. Format the column as a date and save the file again.`);
  return bad(`"${text}" is not a date. ${advice}`);
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

interface Day {
  year: number;
  month: number;
  day: number;
}

function day(text: string, { year, month, day: dayOfMonth }: Day): CellResult<string> {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  if (!exists) return bad(`"${text}" is no day of the calendar. ${advice}`);
  if (year < 1900 || year > 2100) return bad(`"${text}" is not a likely year. ${advice}`);
  return good(date.toISOString());
}

/** A moment without a zone is read as UTC, so that the same file means the same everywhere. */
function moment(text: string): CellResult<string> {
  const zoned = /(?:z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`;
  const date = new Date(zoned.replace(" ", "T"));
  return Number.isNaN(date.getTime()) ? bad(`"${text}" is not a date. ${advice}`) : good(date.toISOString());
}

function readWords(text: string): Day | null {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]{3,9})[ .,-]+(\d{2}|\d{4})$/i.exec(text);
  const monthFirst = /^([a-z]{3,9})[ .]+(\d{1,2})(?:st|nd|rd|th)?[ ,]+(\d{4})$/i.exec(text);
  const [dayText, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  const month = months.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
  if (month === 0 || dayText === undefined || year === undefined) return null;
  return { year: fullYear(year), month, day: Number(dayText) };
}
