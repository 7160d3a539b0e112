const s10Weights = [8, 6, 4, 2, 3, 5, 9, 7];

/** Whether the check digit of a postal item number (UPU S10, such as `RM123456785GB`) is right. */
export function isS10(number: string): boolean {
  const digits = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(number);
  if (digits === null) return false;
  const sum = weigh(digits[1] ?? "", s10Weights);
  const rest = 11 - (sum % 11);
  const expected = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return expected === Number(digits[2]);
}

/** Whether the check digit of a UPS number (`1Z` and 16 more) is right: letters count as UPS counts them. */
export function isUps(number: string): boolean {
  if (!/^1Z[A-Z0-9]{15}\d$/.test(number)) return false;
  const values = [...number.slice(2, -1)].map((sign) =>
    /\d/.test(sign) ? Number(sign) : (sign.charCodeAt(0) - 63) % 10,
  );
  const sum = values.reduce((total, value, index) => total + value * (index % 2 === 0 ? 1 : 2), 0);
  return (10 - (sum % 10)) % 10 === Number(number.at(-1));
}

const fedexWeights = [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];

/** Whether the check digit of a FedEx Express number of 12 digits is right. */
export function isFedexExpress(number: string): boolean {
  if (!/^\d{12}$/.test(number)) return false;
  return (weigh(number.slice(0, 11), fedexWeights) % 11) % 10 === Number(number.at(-1));
}

/** Whether the check digit of a DHL Express waybill of 10 digits is right. */
export function isDhlExpress(number: string): boolean {
  return /^\d{10}$/.test(number) && Number(number.slice(0, 9)) % 7 === Number(number.at(-1));
}

/** Whether the check digit of a USPS number of 20 or 22 digits is right. */
export function isUsps(number: string): boolean {
  if (!/^(9[1-5]\d{20}|\d{20})$/.test(number)) return false;
  const digits = [...number.slice(0, -1)].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(number.at(-1));
}

function weigh(digits: string, weights: readonly number[]): number {
  return [...digits].reduce((sum, digit, index) => sum + Number(digit) * (weights[index] ?? 0), 0);
}
