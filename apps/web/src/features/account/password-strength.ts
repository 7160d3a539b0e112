import { t } from "./texts.ts";

/** The fewest characters a password may have. */
export const shortestPassword = 12;
const fewestDifferent = 6;

export interface PasswordStrength {
  /** 0 (refused) to 4. */
  score: 0 | 1 | 2 | 3 | 4;
  word: string;
  /** What to change; null when the password will do. */
  advice: string | null;
}

const common = /^(?:.*(?:password|qwerty|letmein|iloveyou|counterfoil|welcome|12345|abcdef).*|(.)\1+)$/i;

function kindsOf(password: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
}

/** Judges a password by length first, then by variety: a long phrase is better than a short riddle. */
export function judgePassword(password: string, personal: readonly string[] = []): PasswordStrength {
  if (password.length < shortestPassword) {
    return { score: 0, word: t("password.short"), advice: t("password.shortText", { shortestPassword }) };
  }
  const lower = password.toLowerCase();
  if (personal.some((word) => word.length > 3 && lower.includes(word.toLowerCase()))) {
    return { score: 0, word: t("password.easy"), advice: t("password.ownText") };
  }
  if (common.test(password) || new Set(lower).size < fewestDifferent) {
    return {
      score: 0,
      word: t("password.easy"),
      advice: t("password.commonText"),
    };
  }
  if (password.length >= 20) return { score: 4, word: t("password.veryStrong"), advice: null };
  if (password.length >= 16) return { score: 3, word: t("password.strong"), advice: null };
  return kindsOf(password) >= 3
    ? { score: 2, word: t("password.good"), advice: null }
    : { score: 1, word: t("password.fair"), advice: null };
}
