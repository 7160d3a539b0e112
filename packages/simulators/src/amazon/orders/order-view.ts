import type { Order, OrderLine } from "../amazon-entities.ts";
import { buyerNameRoles, labelRoles } from "../amazon-roles.ts";
import { instantText } from "../amazon-world.ts";
import { marketplaceOf } from "../marketplaces.ts";
import { money } from "../money.ts";
import { isPending, type LineMoney, moneyOf, openOf, shippedOf, statusOf, totalOf } from "./order-state.ts";

export const includable = [
  "BUYER",
  "RECIPIENT",
  "PROCEEDS",
  "EXPENSE",
  "PROMOTION",
  "CANCELLATION",
  "FULFILLMENT",
  "PACKAGES",
  "TAX",
  "PAYMENT",
  "FULFILLMENT_ORDERS",
] as const;

/** What of an order is shown, and to whom. */
export interface OrderLook {
  included: readonly string[];
  /** Roles of the application: they decide about personal data. */
  roles: readonly string[];
}

import { viewCondition } from "./condition-view.ts";
/** An order as Orders 2026-01-01 answers it. */
export function viewOrder(order: Order, look: OrderLook) {
  const has = (part: (typeof includable)[number]) => look.included.includes(part);
  const pending = isPending(order);
  return {
    orderId: order.orderId,
    ...(order.sellerOrderId !== null && {
      orderAliases: [{ aliasId: order.sellerOrderId, aliasType: "SELLER_ORDER_ID" }],
    }),
    createdTime: instantText(order.createdAt),
    lastUpdatedTime: instantText(order.updatedAt),
    ...(order.programs.length > 0 && { programs: order.programs }),
    salesChannel: {
      channelName: "AMAZON",
      marketplaceId: order.marketplaceId,
      marketplaceName: marketplaceOf(order.marketplaceId).name,
    },
    ...(has("BUYER") && !pending && { buyer: viewBuyer(order, look.roles) }),
    ...(has("RECIPIENT") && !pending && { recipient: { deliveryAddress: viewAddress(order, look.roles) } }),
    ...(has("PROCEEDS") && !pending && { proceeds: viewProceeds(order) }),
    ...(has("FULFILLMENT") && { fulfillment: viewFulfillment(order) }),
    orderItems: order.lines.map((line) => viewLine(order, line, look)),
    ...(has("PACKAGES") &&
      order.fulfilledBy === "MERCHANT" &&
      order.packages.length > 0 && {
        packages: viewPackages(order),
      }),
  };
}

const mayShip = ["UNSHIPPED", "PARTIALLY_SHIPPED", "SHIPPED"];

// E-mail needs the delivery role, an order that the seller sends, and one of three statuses.
function viewBuyer(order: Order, roles: readonly string[]) {
  const delivers = labelRoles.some((role) => roles.includes(role));
  const showsEmail = delivers && order.fulfilledBy === "MERCHANT" && mayShip.includes(statusOf(order));
  return {
    ...(buyerNameRoles.some((role) => roles.includes(role)) && { buyerName: order.buyer.name }),
    ...(showsEmail && { buyerEmail: order.buyer.email }),
    ...(order.buyer.companyName !== null && { buyerCompanyName: order.buyer.companyName }),
  };
}

// Amazon writes empty text where an optional part of an address has no value.
function viewAddress({ address, fulfilledBy }: Order, roles: readonly string[]) {
  const area = {
    city: address.city,
    districtOrCounty: address.districtOrCounty ?? "",
    stateOrRegion: address.stateOrRegion ?? "",
    municipality: "",
    countryCode: address.countryCode,
    addressType: address.companyName === null ? "RESIDENTIAL" : "COMMERCIAL",
  };
  if (!labelRoles.some((role) => roles.includes(role))) return area;
  return {
    name: address.name,
    ...(address.companyName !== null && { companyName: address.companyName }),
    addressLine1: address.addressLine1,
    addressLine2: address.addressLine2 ?? "",
    addressLine3: "",
    ...area,
    postalCode: address.postalCode,
    ...(address.phone !== null && fulfilledBy === "MERCHANT" && { phone: address.phone }),
  };
}

const breakdownTypes = [
  ["ITEM", "item", 1],
  ["SHIPPING", "shipping", 1],
  ["DISCOUNT", "discount", -1],
  ["TAX", "tax", 1],
] as const;

function viewBreakdowns({ currency, taxKeptByAmazon }: Order, amountOf: (part: keyof LineMoney) => number) {
  return breakdownTypes
    .filter(([type, part]) => (type === "ITEM" || amountOf(part) !== 0) && !(type === "TAX" && taxKeptByAmazon))
    .map(([type, part, sign]) => ({ type, subtotal: money(sign * amountOf(part), currency) }));
}

function viewProceeds(order: Order) {
  return {
    grandTotal: money(totalOf(order, "proceeds"), order.currency),
    breakdowns: viewBreakdowns(order, (part) => totalOf(order, part)),
  };
}

function viewFulfillment(order: Order) {
  const range = ({ earliest, latest }: Order["shipBy"]) => ({
    earliestDateTime: instantText(earliest),
    latestDateTime: instantText(latest),
  });
  return {
    fulfillmentStatus: statusOf(order),
    fulfilledBy: order.fulfilledBy,
    fulfillmentServiceLevel: order.serviceLevel,
    shipByWindow: range(order.shipBy),
    deliverByWindow: range(order.deliverBy),
  };
}

function viewLine(order: Order, line: OrderLine, { included, roles }: OrderLook) {
  const has = (part: string) => included.includes(part);
  const { currency } = order;
  const priced = !isPending(order);
  const shipped = shippedOf(order, line);
  const showsGift = line.giftMessage !== null && labelRoles.some((role) => roles.includes(role));
  return {
    orderItemId: line.orderItemId,
    quantityOrdered: line.quantity,
    product: {
      asin: line.asin,
      title: line.title,
      ...(line.sku !== null && { sellerSku: line.sku }),
      condition: viewCondition(line.conditionType),
      ...(priced && { price: { unitPrice: money(line.unitPrice, currency) } }),
    },
    ...(has("PROCEEDS") &&
      priced && {
        proceeds: {
          proceedsTotal: money(moneyOf(order, line).proceeds, currency),
          breakdowns: viewBreakdowns(order, (part) => moneyOf(order, line)[part]),
        },
      }),
    ...(has("CANCELLATION") && viewCancellation(line)),
    ...(has("FULFILLMENT") && {
      fulfillment: {
        quantityFulfilled: shipped,
        quantityUnfulfilled: openOf(order, line),
        ...(showsGift && { packing: { giftOption: { giftMessage: line.giftMessage } } }),
      },
    }),
    ...(has("TAX") &&
      order.taxKeptByAmazon && {
        tax: { taxCollections: [{ model: "MARKETPLACE_FACILITATOR", responsibleParty: "Amazon Services, Inc." }] },
      }),
  };
}

function viewCancellation({ cancellationRequest, cancellation }: OrderLine) {
  if (cancellationRequest === null && cancellation === null) return {};
  return {
    cancellation: {
      ...(cancellationRequest !== null && {
        cancellationRequest: { requester: "BUYER", cancelReason: cancellationRequest },
      }),
      ...(cancellation !== null && {
        cancellationExecution: { cancelledBy: cancellation.by, cancelReason: cancellation.reason },
      }),
    },
  };
}

function viewPackages(order: Order) {
  return order.packages.map((parcel) => ({
    packageReferenceId: parcel.packageReferenceId,
    createdTime: instantText(parcel.createdAt),
    packageStatus: { status: parcel.status },
    carrier: parcel.carrierName ?? parcel.carrier,
    shipTime: instantText(parcel.shippedAt),
    ...(parcel.shippingService !== null && { shippingService: parcel.shippingService }),
    trackingNumber: parcel.trackingNumber,
    packageItems: parcel.lines,
  }));
}
