/**
 * A filter of BrickLink's lists: values between commas, a minus before those to leave out, any case.
 * Without wanted values everything passes that is not left out.
 */
export function listFilter(text: string | undefined): (value: string | number | null) => boolean {
  const values = (text ?? "")
    .split(",")
    .map((value) => value.trim().toUpperCase())
    .filter((value) => value !== "");
  // A colour may be -1 itself, yet the documents use the same sign to exclude: exclusion is what the API does.
  const excluded = values.filter((value) => value.startsWith("-")).map((value) => value.slice(1));
  const wanted = values.filter((value) => !value.startsWith("-"));
  return (value) => {
    const shown = String(value ?? "").toUpperCase();
    return !excluded.includes(shown) && (wanted.length === 0 || wanted.includes(shown));
  };
}
