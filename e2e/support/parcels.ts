import type { Sandbox } from "@counterfoil/simulators";

const weights = [8, 6, 4, 2, 3, 5, 9, 7];

/** A number as Royal Mail prints it, its check digit right. */
export function royalMailNumber(serial: number): string {
  const digits = String(serial).padStart(8, "0");
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (weights[index] ?? 0), 0);
  const rest = 11 - (sum % 11);
  return `RM${digits}${rest === 10 ? 0 : rest === 11 ? 5 : rest}GB`;
}

/** The same number with its check digit mistyped. */
export function mistyped(number: string): string {
  return number.replace(/\d(?=GB$)/, (digit) => String((Number(digit) + 1) % 10));
}

/** How often each order was told as shipped, by platform and number. The simulators are asked, not us. */
export function shipmentsTold(sandbox: Sandbox): Map<string, number> {
  const { ebay, bricklink, brickowl, amazon, flipkart, tiktokShop } = sandbox;
  const ledgers = { ebay, bricklink, brickowl, amazon, flipkart, "tiktok-shop": tiktokShop };
  const counts = new Map<string, number>();
  for (const [platform, { ledger }] of Object.entries(ledgers)) {
    for (const { data } of ledger.list({ kind: "order-shipped" })) {
      const key = `${platform} ${String(data["orderId"])}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}
