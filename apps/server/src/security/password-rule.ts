import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

const minimumLength = 12;
const maximumLength = 128;
const minimumDistinct = 6;
const minimumScore = 3;

/** The bounds the sign-in library also keeps, so that a later change of password obeys them. */
export const passwordLength = { minimum: minimumLength, maximum: maximumLength };

/** Whose password it is: what others know of them must not make it up. */
export interface PasswordOwner {
  name: string;
  email: string;
  /** The workspaces they work in. */
  workspaces: readonly string[];
}

const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Says what is wrong with a new password, or null. Length does the work; the other rules catch what length lets
 * through: one key held down, what others know of the owner, and what is on every list of common passwords.
 */
export function passwordProblem(password: string, owner: PasswordOwner): string | null {
  if (password.length < minimumLength)
    return `Use at least ${minimumLength} characters. A few words are easy to remember.`;
  if (password.length > maximumLength) return `Use at most ${maximumLength} characters.`;
  if (new Set(password.toLowerCase()).size < minimumDistinct) return "Use more different characters.";
  const known = knownWords(owner);
  const rest = known.reduce((text, word) => text.replaceAll(word, ""), password.toLowerCase());
  if (rest.length < minimumLength / 2)
    return "Do not build the password from your name, your email address or the name of your shop.";
  if (judge.check(password, known).score < minimumScore)
    return "This is among the passwords that are tried first. Use a few unrelated words.";
  return null;
}

/** The longest first, so that a whole name is taken out before its parts. */
function knownWords({ name, email, workspaces }: PasswordOwner): string[] {
  const texts = [
    email,
    email.split("@")[0] ?? "",
    ...[name, ...workspaces].flatMap((text) => [text, ...text.split(/\s+/)]),
  ];
  const words = texts.map((text) => text.toLowerCase()).filter((text) => text.length >= 4);
  return [...new Set(words)].sort((one, other) => other.length - one.length);
}
