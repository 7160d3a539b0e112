import { type CallOptions, ConnectorError, callLimits, type ProbeResult } from "@counterfoil/connector-kit";
import { secretAgeDays } from "./amazon-auth.ts";
import { marketplaceName } from "./amazon-marketplaces.ts";
import { operationLabel } from "./amazon-operations.ts";
import type { Participation } from "./amazon-schemas.ts";
import type { AmazonContext } from "./amazon-settings.ts";
import { textOrNull } from "./amazon-values.ts";
import { type Participations, sellingIn } from "./participations.ts";

const dayMs = 86_400_000;
const secretLifeDays = 180;
const secretWarningDays = 150;
const grantWarningMs = 30 * dayMs;
const called = operationLabel("getMarketplaceParticipations");

/** The test call: where the account sells. Throws `permission_denied` for an account that is not in its home marketplace. */
export async function probeAmazon(
  participations: Participations,
  context: AmazonContext,
  options?: CallOptions,
): Promise<ProbeResult> {
  const { now, credentials } = context;
  const { marketplace, region, chosen } = context.place();
  const startedAt = now();
  const list = await participations.read(callLimits(options, now));
  const latencyMs = now() - startedAt;
  const selling = sellingIn(list);
  if (!selling.includes(marketplace.id)) throw sellsElsewhere(marketplace.domain, selling);
  const home = list.find((each) => each.marketplace.id === marketplace.id);
  const tokens = await context.tokens.read();
  return {
    account: textOrNull(home?.storeName) ?? credentials.sellerId ?? null,
    // The same seller has a connection for each region, with tokens and orders of its own.
    accountId: credentials.sellerId ? `${credentials.sellerId}/${region}` : null,
    scopes: null,
    marketplace: marketplace.id,
    called,
    latencyMs,
    warnings: [
      ...participationWarnings(list, chosen ?? selling, selling),
      ...secretWarnings(secretAgeDays(credentials, now())),
      ...grantWarnings(tokens?.refreshTokenExpiresAt ?? null, now()),
      ...formWarnings(context),
    ],
  };
}

function sellsElsewhere(home: string, selling: readonly string[]): ConnectorError {
  const where =
    selling.length > 0 ? `It sells on ${selling.map(marketplaceName).join(", ")}.` : "It sells nowhere yet.";
  return new ConnectorError({
    code: "invalid_request",
    message: `This Amazon account does not sell on ${home}. ${where} Choose one of its marketplaces.`,
    operation: called,
  });
}

function participationWarnings(list: readonly Participation[], read: readonly string[], selling: readonly string[]) {
  const notSold = read.filter((id) => !selling.includes(id)).map(marketplaceName);
  const notRead = selling.filter((id) => !read.includes(id)).map(marketplaceName);
  const suspended = list
    .filter(({ participation, marketplace }) => participation.hasSuspendedListings && read.includes(marketplace.id))
    .map(({ marketplace }) => marketplaceName(marketplace.id));
  return [
    ...(notSold.length > 0 ? [`The account does not sell on ${notSold.join(", ")}: nothing is read from there.`] : []),
    ...(notRead.length > 0 ? [`The account also sells on ${notRead.join(", ")}, which is not read.`] : []),
    ...(suspended.length > 0 ? [`Amazon has suspended listings on ${suspended.join(", ")}.`] : []),
  ];
}

function secretWarnings(age: number | null): string[] {
  if (age === null || age < secretWarningDays) return [];
  const how = "Make a new one in Developer Central and enter it here; the authorisation stays.";
  if (age >= secretLifeDays) return [`The client secret is ${age} days old, past Amazon's ${secretLifeDays}. ${how}`];
  return [`The client secret stops working in ${secretLifeDays - age} days. ${how}`];
}

function grantWarnings(expiresAt: number | null, now: number): string[] {
  if (expiresAt === null || expiresAt - now > grantWarningMs) return [];
  const date = new Date(expiresAt).toISOString().slice(0, 10);
  return [`The authorisation at Amazon is good for a year, until ${date}. Connect again before that day.`];
}

/** Shapes that Amazon uses today; others may be right, so they are only warned of. */
function formWarnings({ credentials }: AmazonContext): string[] {
  const { clientId, clientSecret, sellerId } = credentials;
  const warnings: string[] = [];
  if (!/^amzn1\.application-oa2-client\.[0-9a-f]{32}$/.test(clientId)) {
    warnings.push("The client id does not look like one of Amazon's, although Amazon took it.");
  }
  if (!/^(amzn1\.oa2-cs\.v1\.|[0-9a-f]{64}$)/.test(clientSecret)) {
    warnings.push("The client secret does not look like one of Amazon's, although Amazon took it.");
  }
  if (sellerId === undefined) warnings.push("The seller id is missing: listings and stock cannot be read or set.");
  else if (!/^A[A-Z0-9]{9,20}$/.test(sellerId)) {
    warnings.push("The seller id does not look like a merchant token: listings may not be found.");
  }
  return warnings;
}
