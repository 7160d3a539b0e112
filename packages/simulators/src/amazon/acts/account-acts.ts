import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import type { Application } from "../amazon-entities.ts";
import { type AmazonWorld, secondsFromNow } from "../amazon-world.ts";
import { announceSecret } from "../notifications/announce.ts";
import { SECRET_DAYS, secretExpiry } from "../oauth/client-secrets.ts";
import { issueGrant, issueSellerToken } from "../oauth/tokens.ts";
import { sellerNamed } from "../sellers.ts";

const DAY = 86_400_000;
const ofApplication = { clientId: z.string().optional() };

/** What happens to applications, grants and selling accounts outside the API. */
export function accountActs(world: AmazonWorld) {
  return { ...grantActs(world), ...secretActs(world), ...switches(world) };
}

function applicationNamed(world: AmazonWorld, clientId: string | undefined): Application {
  const application = world.applications.find((row) => clientId === undefined || row.clientId === clientId);
  if (application === undefined) throw new ActRefused("There is no such application");
  return application;
}

function grantActs(world: AmazonWorld) {
  return {
    /** Gives tokens without the consent page, as self-authorisation does: earlier ones stay valid. */
    issueTokens: defineAct(z.strictObject({ ...ofApplication, sellerId: z.string().optional() }), (input) => {
      const { clientId } = applicationNamed(world, input.clientId);
      const { sellerId } = sellerNamed(world, input.sellerId);
      const grant = issueGrant(world, { clientId, sellerId });
      const { accessToken, expiresAt } = issueSellerToken(world, grant);
      const accessTokenExpiresAt = new Date(expiresAt).toISOString();
      return { accessToken, accessTokenExpiresAt, refreshToken: grant.refreshToken, sellerId };
    }),
    /** Access tokens given out so far stop working; refresh tokens stay. */
    expireAccessTokens: defineAct(z.strictObject({}), () => {
      const tokens = world.accessTokens.all();
      for (const token of tokens) token.expiresAt = world.clock.milliseconds();
      return { expired: tokens.length };
    }),
    setAccessTokenSeconds: defineAct(z.strictObject({ seconds: z.number().int().min(1) }), ({ seconds }) => {
      world.settings.accessTokenSeconds = seconds;
      return { seconds };
    }),
    /** The seller disables the application in Seller Central: `invalid_grant`, and its tokens are refused. */
    revokeGrants: defineAct(z.strictObject({ sellerId: z.string().optional() }), (input) => {
      const { sellerId } = sellerNamed(world, input.sellerId);
      const grants = world.grants.where((grant) => grant.sellerId === sellerId && !grant.revoked);
      for (const grant of grants) grant.revoked = true;
      return { revoked: grants.length };
    }),
    /** Registers redirect addresses of an application. */
    setRedirectUris: defineAct(
      z.strictObject({ ...ofApplication, redirectUris: z.array(z.url()).min(1) }),
      ({ clientId, redirectUris }) => {
        const application = applicationNamed(world, clientId);
        application.redirectUris = redirectUris;
        return { clientId: application.clientId, redirectUris };
      },
    ),
    /** What the application may do and see; a role taken away shows as 403, or as missing personal data. */
    setRoles: defineAct(z.strictObject({ ...ofApplication, roles: z.array(z.string()) }), ({ clientId, roles }) => {
      const application = applicationNamed(world, clientId);
      application.roles = roles;
      return { clientId: application.clientId, roles };
    }),
  };
}

function secretActs(world: AmazonWorld) {
  return {
    /** The 180 days are over: Login with Amazon refuses the secret. */
    expireClientSecret: defineAct(z.strictObject(ofApplication), ({ clientId }) => {
      const application = applicationNamed(world, clientId);
      for (const known of application.secrets) known.expiresAt = world.clock.milliseconds();
      return { clientId: application.clientId };
    }),
    /** Amazon warns that the secret must be rotated; `daysLeft` moves its end there. */
    announceSecretExpiry: defineAct(
      z.strictObject({ ...ofApplication, daysLeft: z.number().int().min(0).max(SECRET_DAYS).optional() }),
      ({ clientId, daysLeft }) => {
        const application = applicationNamed(world, clientId);
        if (daysLeft !== undefined) {
          for (const known of application.secrets) known.expiresAt = secondsFromNow(world, (daysLeft * DAY) / 1000);
        }
        const clientSecretExpiryTime = new Date(secretExpiry(application)).toISOString();
        announceSecret(world, application, "APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY", {
          applicationOAuthClientSecretExpiry: {
            clientId: application.clientId,
            clientSecretExpiryTime,
            clientSecretExpiryReason: "PERIODIC_ROTATION",
          },
        });
        return { clientSecretExpiryTime };
      },
    ),
  };
}

function switches(world: AmazonWorld) {
  return {
    /** The seller begins or stops to sell in a marketplace. */
    setParticipation: defineAct(
      z.strictObject({
        sellerId: z.string().optional(),
        marketplaceId: z.string(),
        isParticipating: z.boolean(),
        hasSuspendedListings: z.boolean().optional(),
      }),
      (input) => {
        const seller = sellerNamed(world, input.sellerId);
        const { marketplaceId, isParticipating, hasSuspendedListings = false } = input;
        const others = seller.marketplaces.filter((place) => place.marketplaceId !== marketplaceId);
        seller.marketplaces = [...others, { marketplaceId, isParticipating, hasSuspendedListings }];
        return { marketplaceId, isParticipating };
      },
    ),
    /** How long Amazon takes for things, and how it writes documents. */
    setSettings: defineAct(
      z.strictObject({
        orderLagSeconds: z.number().min(0).optional(),
        listingDelaySeconds: z.number().min(0).optional(),
        queueSeconds: z.number().min(0).optional(),
        processingSeconds: z.number().min(0).optional(),
        gzipDocuments: z.boolean().optional(),
        reportCharset: z.enum(["UTF-8", "ISO-8859-1"]).optional(),
        localizedHeaders: z.boolean().optional(),
        restrictedTokensRequired: z.boolean().optional(),
      }),
      (change) => {
        const given = Object.entries(change).filter(([, value]) => value !== undefined);
        Object.assign(world.settings, Object.fromEntries(given));
        return Object.fromEntries(given);
      },
    ),
  };
}
