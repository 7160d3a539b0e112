const minimumLength = 12;
const maximumLength = 128;
const minimumDistinct = 6;

/** The bounds the sign-in library also keeps, so that a later change of password obeys them. */
export const passwordLength = { minimum: minimumLength, maximum: maximumLength };

/**
 * Says what is wrong with a new password, or null. Length does the work; the other rules catch what length lets
 * through: one key held down, and the owner's own name or address.
 */
export function passwordProblem(password: string, owner: { name: string; email: string }): string | null {
  if (password.length < minimumLength)
    return `Use at least ${minimumLength} characters. A few words are easy to remember.`;
  if (password.length > maximumLength) return `Use at most ${maximumLength} characters.`;
  if (new Set(password.toLowerCase()).size < minimumDistinct) return "Use more different characters.";
  const lower = password.toLowerCase();
  const own = [owner.email, owner.email.split("@")[0] ?? "", ...owner.name.split(/\s+/)]
    .map((part) => part.toLowerCase())
    .filter((part) => part.length >= 4);
  const rest = own.reduce((text, part) => text.replaceAll(part, ""), lower);
  if (rest.length < minimumLength / 2) return "Do not build the password from your name or email address.";
  return null;
}
