/** Calls that eBay wants digitally signed from sellers domiciled in the EU or the UK: method and path, in a regular expression. */
const signedCalls: readonly RegExp[] = [
  /^[A-Z]+ .*\/sell\/finances\//,
  /^POST .*\/sell\/fulfillment\/v1\/order\/[^/]+\/issue_refund$/,
  /^POST .*\/post-order\/v2\/(inquiry|casemanagement|return)\/[^/]+\/issue_refund$/,
  /^POST .*\/post-order\/v2\/return\/[^/]+\/decide$/,
  /^POST .*\/post-order\/v2\/cancellation$/,
  /^POST .*\/post-order\/v2\/cancellation\/[^/]+\/approve$/,
];

/** Whether a request must carry a digital signature, told by its method and path. */
export function needsSignature(method: string, url: string): boolean {
  const call = `${method} ${new URL(url).pathname}`;
  return signedCalls.some((pattern) => pattern.test(call));
}
