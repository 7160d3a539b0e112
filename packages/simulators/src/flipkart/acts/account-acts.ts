import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import type { Application } from "../flipkart-entities.ts";
import type { FlipkartBehaviour } from "../flipkart-settings.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { retryNotifications } from "../notifications.ts";
import { issueAccessToken, issueGrant } from "../oauth/tokens.ts";
import { createReturn, moveExpectedDate, moveReturn } from "../returns/return-steps.ts";

const behaviourSchema = z.strictObject({
  accessTokenSeconds: z.number().int().min(1).optional(),
  refreshTokenSeconds: z.number().int().min(1).optional(),
  sameToken: z.boolean().optional(),
  packingSeconds: z.number().min(0).optional(),
  formFailureChance: z.number().min(0).max(1).optional(),
  floatQuantities: z.boolean().optional(),
  quotedSkus: z.boolean().optional(),
  nullHsn: z.boolean().optional(),
  pinCodeKey: z.enum(["pinCode", "pincode"]).optional(),
  dispatchStatusKey: z.enum(["status", "processingStatus"]).optional(),
  courierAt: z.enum(["subShipment", "shipment"]).optional(),
  invoiceFormat: z.enum(["pdf", "json"]).optional(),
  notificationDate: z.enum(["http", "epoch"]).optional(),
  hasLocationsCall: z.boolean().optional(),
  needsLocationStatus: z.boolean().optional(),
  needsPartnerCode: z.boolean().optional(),
  listingsPageSize: z.number().int().min(1).optional(),
});

const named = z.strictObject({ applicationId: z.string().optional() });

/** What happens to applications, tokens, notifications, listings and returns outside the API. */
export function accountActs(world: FlipkartWorld) {
  return { ...applicationActs(world), ...notificationActs(world), ...listingActs(world), ...returnActs(world) };
}

function applicationActs(world: FlipkartWorld) {
  return {
    /** Gives tokens without the token call or the consent page. */
    issueTokens: defineAct(named, (input) => {
      const application = applicationOf(world, input.applicationId);
      const grant = application.kind === "self" ? null : issueGrant(world, application);
      const token = issueAccessToken(world, application, grant);
      return {
        accessToken: token.accessToken,
        accessTokenExpiresAt: new Date(token.expiresAt).toISOString(),
        refreshToken: grant?.refreshToken ?? null,
        refreshTokenExpiresAt: grant === null ? null : new Date(grant.expiresAt).toISOString(),
      };
    }),
    /** Access tokens given out so far stop working; consents stay. */
    expireAccessTokens: defineAct(z.strictObject({}), () => {
      const tokens = world.accessTokens.all();
      for (const token of tokens) token.expiresAt = world.clock.milliseconds();
      return { expired: tokens.length };
    }),
    /** A seller takes consent away from a third-party application. */
    revokeGrants: defineAct(z.strictObject({}), () => {
      for (const grant of world.grants.all()) grant.revoked = true;
      return { revoked: world.grants.size };
    }),
    /** A seller deletes an application: its tokens and its id are gone. */
    deleteApplication: defineAct(named, (input) => {
      const { applicationId } = applicationOf(world, input.applicationId);
      world.applications.delete(applicationId);
      for (const token of world.accessTokens.where((row) => row.applicationId === applicationId)) {
        world.accessTokens.delete(token.accessToken);
      }
      return { applicationId };
    }),
    /** Flipkart approves an application, or has not yet (403 to every call). */
    setApproved: defineAct(named.extend({ approved: z.boolean() }), (input) => {
      const application = applicationOf(world, input.applicationId);
      application.approved = input.approved;
      return { applicationId: application.applicationId, approved: input.approved };
    }),
    /** Registers the address that a third-party application's consent comes back to. */
    setRedirectUri: defineAct(named.extend({ redirectUri: z.url() }), ({ applicationId, redirectUri }) => {
      const application = world.applications.find(
        (row) => row.kind === "third_party" && (applicationId === undefined || row.applicationId === applicationId),
      );
      if (application === undefined) throw new ActRefused("There is no third-party application");
      application.redirectUri = redirectUri;
      return { applicationId: application.applicationId, redirectUri };
    }),
    /** Habits of production, switched on and off. */
    setBehaviour: defineAct(behaviourSchema, (change): FlipkartBehaviour => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      return { ...Object.assign(world.behaviour, Object.fromEntries(given)) };
    }),
  };
}

function notificationActs(world: FlipkartWorld) {
  return {
    /** Flipkart's support enters an address for notifications; returns may have one of their own. */
    subscribe: defineAct(
      named.extend({ url: z.url(), returnsUrl: z.url().optional() }),
      ({ applicationId, url, returnsUrl = url }) =>
        world.subscriptions.put({
          id: "subscription",
          applicationId: applicationOf(world, applicationId).applicationId,
          url,
          returnsUrl,
        }),
    ),
    /** Tries again what nobody has taken so far. */
    retryNotifications: defineAct(z.strictObject({}), () => {
      retryNotifications(world);
      return { waiting: world.notifications.size };
    }),
  };
}

function listingActs(world: FlipkartWorld) {
  return {
    /** The seller changes a listing in the dashboard. */
    editListing: defineAct(
      z.strictObject({
        sku: z.string(),
        inventory: z.number().int().min(0).optional(),
        locationId: z.string().optional(),
        locationStatus: z.enum(["ENABLED", "DISABLED"]).optional(),
        status: z.enum(["ACTIVE", "INACTIVE"]).optional(),
        archived: z.boolean().optional(),
      }),
      ({ sku, inventory, locationId, locationStatus, status, archived }) => {
        const listing = world.listings.get(sku);
        const location = listing?.locations.find(({ id }) => locationId === undefined || id === locationId);
        if (listing === undefined || location === undefined) throw new ActRefused(`There is no such listing: ${sku}`);
        if (inventory !== undefined) location.inventory = inventory;
        if (locationStatus !== undefined) location.status = locationStatus;
        if (status !== undefined) listing.status = status;
        if (archived !== undefined) listing.archived = archived;
        world.ledger.append("listing-edited", { sku, inventory, locationId: location.id, status, archived });
        return { sku };
      },
    ),
  };
}

function returnActs(world: FlipkartWorld) {
  const known = (returnId: string) => {
    const item = world.returns.get(returnId);
    if (item === undefined) throw new ActRefused(`There is no return ${returnId}`);
    return item;
  };
  return {
    /** A buyer sends goods back (`customer_return`), or the courier brings back what it could not deliver. */
    createReturn: defineAct(
      z.strictObject({
        orderItemId: z.string(),
        source: z.enum(["customer_return", "courier_return"]).default("customer_return"),
        quantity: z.number().int().min(1).optional(),
        reason: z.string().optional(),
      }),
      (wish) => ({ returnId: createReturn(world, wish).returnId }),
    ),
    moveReturn: defineAct(
      z.strictObject({ returnId: z.string(), step: z.enum(["picked_up", "completed", "cancelled"]) }),
      ({ returnId, step }) => {
        moveReturn(world, known(returnId), step);
        return { returnId, status: known(returnId).status };
      },
    ),
    setExpectedReturnDate: defineAct(
      z.strictObject({ returnId: z.string(), at: z.iso.datetime({ offset: true }) }),
      ({ returnId, at }) => {
        moveExpectedDate(world, known(returnId), Date.parse(at));
        return { returnId };
      },
    ),
  };
}

function applicationOf(world: FlipkartWorld, applicationId: string | undefined): Application {
  const application = world.applications.find(
    (row) => applicationId === undefined || row.applicationId === applicationId,
  );
  if (application === undefined) throw new ActRefused("There is no such application");
  return application;
}
