import {
  guessCarrier,
  lenientParcelRules,
  type ParcelRules,
  type PlatformCarrier,
} from "@counterfoil/core/fulfillment";
import type { ServiceContext } from "../context.ts";
import { invalid, notFound, type ServiceError } from "../service-error.ts";
import { readCarriers } from "./read-carriers.ts";

/** What an order's platform wants told of a parcel. */
export interface ParcelTerms {
  platformName: string;
  rules: ParcelRules;
  /** False where the platform takes no shipments from here. */
  takesShipments: boolean;
  /** The platform's own carriers; empty where it has none, cannot be asked, or none was named. */
  listed: readonly PlatformCarrier[];
}

/** The terms of a platform, without its list of carriers. */
export function parcelTermsOf(ctx: ServiceContext, platform: string): Omit<ParcelTerms, "listed"> {
  const known = ctx.connectors.all().find(({ manifest }) => manifest.platform === platform)?.manifest;
  return {
    platformName: known?.name ?? platform,
    rules: known?.dispatch ?? lenientParcelRules,
    takesShipments: known?.capabilities.fulfillment ?? true,
  };
}

interface NamedParcel {
  carrier?: string | null | undefined;
  trackingNumber?: string | null | undefined;
}

/** Whether a parcel's carrier is to be looked for in the platform's list. */
export function namesCarrier({ carrier, trackingNumber }: NamedParcel, { carrier: kept }: ParcelRules): boolean {
  if (kept === "unused") return false;
  return Boolean(carrier?.trim()) || (Boolean(trackingNumber) && guessCarrier(trackingNumber ?? "") !== null);
}

/** Reads what the order's platform wants. Throws `not_found` for an unknown order. */
export async function readParcelTerms(
  ctx: ServiceContext,
  parcel: NamedParcel & { orderId: string },
): Promise<ParcelTerms> {
  const order = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("orders").select(["platform", "connection_id"]).where("id", "=", parcel.orderId).executeTakeFirst(),
  );
  if (order === undefined) throw notFound("The order");
  const terms = parcelTermsOf(ctx, order.platform);
  if (!terms.takesShipments) throw takesNoShipments(terms.platformName);
  return { ...terms, listed: namesCarrier(parcel, terms.rules) ? await readCarriers(ctx, order.connection_id) : [] };
}

/** The refusal of a platform that is not told of shipments from here. */
export function takesNoShipments(platformName: string): ServiceError {
  return invalid(`${platformName} takes no shipments from here. Mark the order as sent on the platform.`);
}
