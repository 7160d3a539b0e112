import { ConnectorError } from "@counterfoil/connector-kit";
import type { SkuIssue, SkuResult } from "../flipkart-schemas.ts";

/** Everything Flipkart complains of, of the SKU and of its attributes. */
export function skuIssues(result: SkuResult | undefined): SkuIssue[] {
  return [...(result?.errors ?? []), ...(result?.attribute_errors ?? [])];
}

/** What Flipkart says in words. */
export function wordsOf(result: SkuResult | undefined): string {
  const words = skuIssues(result).map(({ description, code }) => description ?? String(code ?? ""));
  return words.filter(Boolean).join(" ");
}

export function outcomeOf(result: SkuResult | undefined): "success" | "warning" | "failure" {
  const status = result?.status?.toUpperCase();
  if (status === "WARNING") return "warning";
  return status === "SUCCESS" ? "success" : "failure";
}

/** True where a change of stock was refused because the location's status was left out. */
export function wantsStatus(result: SkuResult | undefined): boolean {
  return skuIssues(result).some(
    ({ attribute, path, description }) =>
      attribute?.toLowerCase() === "status" ||
      /\bstatus$/i.test(path ?? "") ||
      /status.*(required|mandatory|missing)|(required|mandatory|missing).*status/i.test(description ?? ""),
  );
}

/** The error of a SKU that Flipkart did not change. */
export function skuError(operation: string, sku: string, result: SkuResult | undefined): ConnectorError {
  if (result === undefined) {
    const message = `Flipkart gave no answer for ${sku}. Look at it before trying again.`;
    return new ConnectorError({ code: "outcome_unknown", message, operation });
  }
  const issues = skuIssues(result);
  const code = issues[0]?.code ?? null;
  return new ConnectorError({
    code: "rejected",
    message: `Flipkart does not accept the change of ${sku}: ${wordsOf(result) || "it gives no reason."}`,
    operation,
    status: 200,
    platformCode: code === null ? null : String(code),
    issues: issues.map(({ attribute, path, code: each, description }) => ({
      path: attribute ?? path ?? null,
      code: each === null || each === undefined ? null : String(each),
      message: description ?? "no reason given",
    })),
  });
}
