const shortest = 4;

/** Whether two numbers are one typing error apart: one digit is another, or two neighbours changed places. */
export function isSlip(one: string, other: string): boolean {
  if (one.length !== other.length || one.length < shortest) return false;
  const apart = [...one].flatMap((digit, at) => (digit === other[at] ? [] : [at]));
  if (apart.length === 1) return true;
  const [first = 0, second = 0] = apart;
  return apart.length === 2 && second === first + 1 && one[first] === other[second] && one[second] === other[first];
}
