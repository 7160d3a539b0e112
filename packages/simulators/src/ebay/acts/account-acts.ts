import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import { parseDecimal } from "../amounts.ts";
import { sellerNamed } from "../ebay-seeding.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { publish } from "../notification/deliver.ts";
import { issueGrant, issueUserToken } from "../oauth/tokens.ts";
import { recordInventoryChange } from "../stock.ts";
import { endListing } from "../trading/revise-calls.ts";

/** What happens to applications, grants and listings outside the API. */
export function accountActs(world: EbayWorld) {
  return { ...grantActs(world), ...listingActs(world) };
}

function grantActs(world: EbayWorld) {
  return {
    /** Registers another accepted URL for a RuName (the first application's when none is named). */
    setAcceptedUrl: defineAct(
      z.strictObject({ ruName: z.string().optional(), acceptedUrl: z.url(), declinedUrl: z.url().optional() }),
      ({ ruName, acceptedUrl, declinedUrl = acceptedUrl }) => {
        const application = applicationOf(world, (row) => ruName === undefined || row.ruName === ruName);
        Object.assign(application, { acceptedUrl, declinedUrl });
        return { ruName: application.ruName, acceptedUrl, declinedUrl };
      },
    ),
    /** Gives tokens without the consent page, for tests that are about something else. */
    issueTokens: defineAct(
      z.strictObject({
        clientId: z.string().optional(),
        username: z.string().optional(),
        scopes: z.array(z.string()).optional(),
      }),
      (input) => {
        const application = applicationOf(
          world,
          (row) => input.clientId === undefined || row.clientId === input.clientId,
        );
        const { username } = sellerNamed(world, input.username);
        const scopes = input.scopes ?? application.scopes;
        const grant = issueGrant(world, { clientId: application.clientId, username, scopes });
        const { accessToken, expiresIn } = issueUserToken(world, grant);
        return {
          accessToken,
          expiresIn,
          accessTokenExpiresAt: new Date(world.clock.milliseconds() + expiresIn * 1000).toISOString(),
          refreshToken: grant.refreshToken,
          refreshTokenExpiresAt: new Date(grant.expiresAt).toISOString(),
          scopes,
        };
      },
    ),
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
    /** The seller withdraws consent (or changes the password): invalid_grant from now on, and AUTHORIZATION_REVOCATION. */
    revokeGrants: defineAct(z.strictObject({ username: z.string().optional() }), ({ username }) => {
      const seller = sellerNamed(world, username);
      const grants = world.grants.where((grant) => grant.username === seller.username && !grant.revoked);
      for (const grant of grants) grant.revoked = true;
      const revocationDate = world.clock.iso();
      publish(world, "AUTHORIZATION_REVOCATION", { username: seller.username, userId: seller.userId, revocationDate });
      return { revoked: grants.length };
    }),
    /** eBay disables the keyset (1100 to every call), or enables it again. */
    setApplicationEnabled: defineAct(
      z.strictObject({ clientId: z.string().optional(), enabled: z.boolean() }),
      (input) => {
        const application = applicationOf(
          world,
          (row) => input.clientId === undefined || row.clientId === input.clientId,
        );
        application.enabled = input.enabled;
        return { clientId: application.clientId, enabled: input.enabled };
      },
    ),
    /** A user has the account deleted; every application must then forget that user. */
    deleteUserAccount: defineAct(z.strictObject({ username: z.string(), userId: z.string().optional() }), (input) => {
      const userId = input.userId ?? world.random.hex(11);
      const eiasToken = Buffer.from(userId).toString("base64");
      publish(world, "MARKETPLACE_ACCOUNT_DELETION", { username: input.username, userId, eiasToken });
      return { username: input.username, userId };
    }),
    /** Registers the public half of a signing key made elsewhere, so that known test vectors can be verified. */
    registerSigningKey: defineAct(
      z.strictObject({ jwe: z.string(), publicKey: z.string(), cipher: z.enum(["ED25519", "RSA"]).default("ED25519") }),
      ({ jwe, publicKey, cipher }) => {
        const createdAt = world.clock.milliseconds();
        const { clientId } = applicationOf(world, () => true);
        const signingKeyId = world.random.uuid();
        world.signingKeys.put({
          signingKeyId,
          clientId,
          cipher,
          publicKey,
          jwe,
          createdAt,
          expiresAt: createdAt + 94_608_000_000,
        });
        return { signingKeyId };
      },
    ),
  };
}

function listingActs(world: EbayWorld) {
  const known = (itemId: string) => {
    const listing = world.listings.get(itemId);
    if (listing === undefined) throw new ActRefused(`There is no listing ${itemId}`);
    return listing;
  };
  return {
    /** The seller ends a listing on the site. */
    endListing: defineAct(z.strictObject({ itemId: z.string() }), ({ itemId }) => {
      endListing(world, known(itemId));
      return { itemId };
    }),
    /** The seller changes price or stock of a single-variation listing on the site. */
    editListing: defineAct(
      z.strictObject({
        itemId: z.string(),
        title: z.string().optional(),
        price: z.string().optional(),
        available: z.number().int().min(0).optional(),
      }),
      ({ itemId, title, price, available }) => {
        const listing = known(itemId);
        if (title !== undefined) listing.title = title;
        if (price !== undefined) listing.price = parseDecimal(price);
        if (available !== undefined) setAvailable(world, itemId, available);
        world.ledger.append("listing-edited", { itemId, price, available });
        return { itemId };
      },
    ),
  };
}

function setAvailable(world: EbayWorld, itemId: string, available: number) {
  const listing = world.listings.get(itemId);
  const offer = world.offers.find(({ listingId }) => listingId === itemId);
  if (listing === undefined) return;
  if (offer === undefined) {
    listing.available = available;
    return;
  }
  const item = world.inventoryItems.find(({ username, sku }) => username === offer.username && sku === offer.sku);
  recordInventoryChange(world, offer.username, offer.sku, () => {
    if (item !== undefined) item.quantity = available;
    if (offer.availableQuantity !== null) offer.availableQuantity = available;
  });
}

function applicationOf(world: EbayWorld, wanted: (row: { ruName: string; clientId: string }) => boolean) {
  const application = world.applications.find(wanted);
  if (application === undefined) throw new ActRefused("There is no such application");
  return application;
}
