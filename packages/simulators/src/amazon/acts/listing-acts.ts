import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import { type AmazonWorld, skuKey } from "../amazon-world.ts";
import { attributesOf } from "../listings/attributes.ts";
import { changeListing } from "../listings/stock.ts";
import { deleteListing } from "../listings/submissions.ts";
import { parseMoney } from "../money.ts";
import { sellerNamed } from "../sellers.ts";
import { settle } from "../settle.ts";

const ofSku = { sellerId: z.string().optional(), sku: z.string() };

/** What the seller does in Seller Central, and what happens in Amazon's warehouses. */
export function listingActs(world: AmazonWorld) {
  const known = (sellerId: string | undefined, sku: string) => {
    const listing = world.listings.get(skuKey(sellerNamed(world, sellerId).sellerId, sku));
    if (listing === undefined) throw new ActRefused(`There is no listing ${sku}`);
    return listing;
  };
  return {
    /** Makes live what waits, and ends reports and feeds whose time has come; every API call does so as well. */
    settle: defineAct(z.strictObject({}), () => settle(world)),
    /** The seller changes stock, price, title or status on the site; it is live at once. */
    editListing: defineAct(
      z.strictObject({
        ...ofSku,
        quantity: z.number().int().min(0).optional(),
        price: z.string().optional(),
        title: z.string().optional(),
        isActive: z.boolean().optional(),
      }),
      ({ sellerId, sku, quantity, price, title, isActive }) => {
        const listing = known(sellerId, sku);
        changeListing(world, listing, "site", () => {
          listing.title = title ?? listing.title;
          listing.isActive = isActive ?? listing.isActive;
          if (price !== undefined) {
            listing.offers = listing.offers.map((offer) => ({ ...offer, price: parseMoney(price, offer.currency) }));
          }
          const row = listing.availability.find(({ channelCode }) => channelCode === "DEFAULT");
          if (quantity !== undefined && row === undefined) throw new ActRefused(`${sku} has no stock of the seller`);
          if (quantity !== undefined && row !== undefined) {
            listing.availability = listing.availability.map((other) => (other === row ? { ...row, quantity } : other));
          }
          listing.attributes = { ...listing.attributes, ...attributesOf(listing, null) };
        });
        world.ledger.append("listing-edited", { sku, quantity, price });
        return { sku };
      },
    ),
    removeListing: defineAct(z.strictObject(ofSku), ({ sellerId, sku }) => {
      deleteListing(world, known(sellerId, sku), "site");
      return { sku };
    }),
    /** Amazon finds, loses or receives goods in its warehouses. */
    setWarehouseStock: defineAct(
      z.strictObject({
        ...ofSku,
        fulfillable: z.number().int().min(0).optional(),
        inbound: z.number().int().min(0).optional(),
        reserved: z.number().int().min(0).optional(),
      }),
      ({ sellerId, sku, fulfillable, inbound, reserved }) => {
        const item = world.warehouse.get(skuKey(sellerNamed(world, sellerId).sellerId, sku));
        if (item === undefined) throw new ActRefused(`${sku} does not lie with Amazon`);
        item.fulfillable = fulfillable ?? item.fulfillable;
        item.inbound = inbound ?? item.inbound;
        item.reserved = reserved ?? item.reserved;
        item.updatedAt = world.clock.milliseconds();
        return { sku, fulfillable: item.fulfillable };
      },
    ),
    /** The next submission is answered ACCEPTED with this issue; with an ERROR nothing comes of it. */
    dialSubmissionIssue: defineAct(
      z.strictObject({
        code: z.string().default("8541"),
        message: z.string().default("The SKU data provided conflicts with the catalogue."),
        severity: z.enum(["ERROR", "WARNING"]).default("ERROR"),
      }),
      ({ code, message, severity }) => {
        const issue = { code, message, severity, attributeNames: [], categories: ["INVALID_ATTRIBUTE"] };
        world.settings.nextSubmissionIssue = issue;
        return issue;
      },
    ),
    /** The next report or feed to end is cancelled, or fails. */
    dialJobOutcome: defineAct(z.strictObject({ outcome: z.enum(["CANCELLED", "FATAL"]) }), ({ outcome }) => {
      world.settings.nextJobOutcome = outcome;
      return { outcome };
    }),
  };
}
