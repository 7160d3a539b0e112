import { amount, share } from "../amounts.ts";
import type { Cancellation, Order, OrderLine } from "../ebay-entities.ts";
import type { EbayAddressSeed } from "../ebay-seed.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { absolute, type RestContext } from "../rest-operation.ts";
import {
  goodsTotal,
  lineCost,
  lineFulfillmentStatus,
  marketplaceFee,
  orderFulfillmentStatus,
  orderPaymentStatus,
  orderTotal,
  refundStatus,
} from "./order-status.ts";

const DAY_MS = 24 * 3600 * 1000;
const EMAIL_DAYS = 14;
const PERSONAL_DATA_DAYS = 90;

/** How much of the buyer an order still shows. */
interface Disclosure {
  email: boolean;
  personal: boolean;
}

/** An order as getOrder (`detail`) or getOrders (`list`) shows it; lists leave `cancelRequests` empty. */
export function viewOrder(world: EbayWorld, c: RestContext, order: Order, kind: "list" | "detail") {
  const now = world.clock.milliseconds();
  const age = now - Date.parse(order.createdAt);
  const disclosure = { email: age <= EMAIL_DAYS * DAY_MS, personal: age <= PERSONAL_DATA_DAYS * DAY_MS };
  const fee = marketplaceFee(order);
  return {
    orderId: order.orderId,
    legacyOrderId: order.orderId,
    creationDate: order.createdAt,
    lastModifiedDate: order.modifiedAt,
    orderFulfillmentStatus: orderFulfillmentStatus(order),
    orderPaymentStatus: orderPaymentStatus(order),
    sellerId: order.username,
    buyer: viewBuyer(order, disclosure),
    ...(order.buyerNote !== null && { buyerCheckoutNotes: order.buyerNote }),
    pricingSummary: viewPricing(order),
    cancelStatus: viewCancelStatus(order.cancellation, kind),
    paymentSummary: viewPayments(order, now),
    fulfillmentStartInstructions: [viewInstructions(order, disclosure)],
    fulfillmentHrefs: order.fulfillments.map(({ fulfillmentId }) =>
      absolute(world, c, `/sell/fulfillment/v1/order/${order.orderId}/shipping_fulfillment/${fulfillmentId}`),
    ),
    lineItems: viewLines(world, order, now),
    ebayCollectAndRemitTax: false,
    ...(fee > 0 && {
      totalFeeBasisAmount: amount(orderTotal(order), order.currency),
      totalMarketplaceFee: amount(fee, order.currency),
    }),
  };
}

function viewBuyer(order: Order, disclosure: Disclosure) {
  const { city, postalCode, countryCode } = order.buyer.address;
  return {
    username: order.buyer.username,
    taxAddress: { city, postalCode, countryCode },
    buyerRegistrationAddress: viewContact(order.buyer.address, disclosure),
  };
}

function viewContact(address: EbayAddressSeed, { email, personal }: Disclosure) {
  return {
    ...(personal && { fullName: address.fullName }),
    ...(address.companyName !== undefined && { companyName: address.companyName }),
    contactAddress: viewAddress(address, personal),
    ...(personal && address.phoneNumber !== undefined && { primaryPhone: { phoneNumber: address.phoneNumber } }),
    ...(email && address.email !== undefined && { email: address.email }),
  };
}

function viewAddress(address: EbayAddressSeed, personal: boolean) {
  const { addressLine1, addressLine2, city, stateOrProvince, postalCode, countryCode } = address;
  return {
    ...(personal && { addressLine1, ...(addressLine2 !== undefined && { addressLine2 }) }),
    city,
    ...(stateOrProvince !== undefined && { stateOrProvince }),
    postalCode,
    countryCode,
  };
}

function viewPricing(order: Order) {
  const money = (value: number) => amount(value, order.currency);
  return {
    priceSubtotal: money(goodsTotal(order)),
    ...(order.discount > 0 && { priceDiscount: money(-order.discount) }),
    deliveryCost: money(order.delivery),
    total: money(orderTotal(order)),
  };
}

function viewCancelStatus(cancellation: Cancellation | null, kind: "list" | "detail") {
  if (cancellation === null) return { cancelState: "NONE_REQUESTED", cancelRequests: [] };
  const { state, completedAt, requestId, requestedAt, initiator, reason } = cancellation;
  const request = {
    cancelRequestId: requestId,
    cancelRequestedDate: requestedAt,
    cancelInitiator: initiator,
    cancelReason: reason,
    cancelRequestState: state === "CANCELED" ? "COMPLETED" : "REQUESTED",
    ...(completedAt !== null && { cancelCompletedDate: completedAt }),
  };
  return {
    cancelState: state,
    ...(completedAt !== null && { cancelledDate: completedAt }),
    cancelRequests: kind === "list" ? [] : [request],
  };
}

function viewPayments(order: Order, now: number) {
  const total = orderTotal(order);
  const refunded = order.refunds.reduce((sum, refund) => sum + refund.amount, 0);
  const { status, paidAt } = order.payment;
  return {
    totalDueSeller: amount(total - refunded, order.currency),
    refunds: order.refunds
      .filter(({ lineItemId }) => lineItemId === null)
      .map((refund) => ({
        refundId: refund.refundId,
        refundDate: refund.at,
        amount: amount(refund.amount, order.currency),
        refundStatus: refundStatus(refund, now),
      })),
    payments: [
      {
        paymentMethod: "EBAY",
        paymentStatus: status,
        amount: amount(total, order.currency),
        ...(paidAt !== null && { paymentDate: paidAt, paymentReferenceId: order.orderId.replaceAll("-", "") }),
      },
    ],
  };
}

function viewInstructions(order: Order, disclosure: Disclosure) {
  const { address } = order.buyer;
  const shipTo =
    order.hub === null
      ? viewContact(address, disclosure)
      : { ...viewContact(order.hub, disclosure), shipToReferenceId: order.hub.referenceId };
  return {
    fulfillmentInstructionsType: "SHIP_TO",
    ...deliveryWindow(order),
    ebaySupportedFulfillment: order.hub !== null,
    ...(order.hub !== null && { finalDestinationAddress: viewAddress(address, disclosure.personal) }),
    shippingStep: { shippingServiceCode: order.shippingServiceCode, shipTo },
  };
}

function deliveryWindow(order: Order) {
  const after = (days: number) => new Date(Date.parse(order.shipBy) + days * DAY_MS).toISOString();
  return { minEstimatedDeliveryDate: after(1), maxEstimatedDeliveryDate: after(4) };
}

function viewLines(world: EbayWorld, order: Order, now: number) {
  const costs = order.lines.map(lineCost);
  const discounts = share(order.discount, costs);
  const delivery = share(order.delivery, costs);
  return order.lines.map((line, index) => ({
    ...viewLineBasics(world, order, line),
    ...viewLineMoney(order, line, { discount: discounts[index] ?? 0, delivery: delivery[index] ?? 0 }),
    refunds: order.refunds
      .filter(({ lineItemId }) => lineItemId === line.lineItemId)
      .map((refund) => ({
        refundId: refund.refundId,
        amount: amount(refund.amount, order.currency),
        ...(refundStatus(refund, now) === "REFUNDED" && { refundDate: refund.at }),
      })),
  }));
}

function viewLineBasics(world: EbayWorld, order: Order, line: OrderLine) {
  const onHold = world.listings.get(line.itemId)?.onHold ?? false;
  return {
    lineItemId: line.lineItemId,
    legacyItemId: line.itemId,
    ...(line.variationId !== null && { legacyVariationId: line.variationId }),
    ...(line.aspects.length > 0 && { variationAspects: line.aspects }),
    ...(line.sku !== null && { sku: line.sku }),
    title: onHold ? line.itemId : line.title,
    quantity: line.quantity,
    soldFormat: line.soldFormat,
    listingMarketplaceId: line.marketplaceId,
    purchaseMarketplaceId: line.marketplaceId,
    lineItemFulfillmentStatus: lineFulfillmentStatus(order, line),
    lineItemFulfillmentInstructions: {
      shipByDate: order.shipBy,
      ...deliveryWindow(order),
      guaranteedDelivery: false,
    },
    properties: { buyerProtection: true },
  };
}

function viewLineMoney(order: Order, line: OrderLine, shares: { discount: number; delivery: number }) {
  const money = (value: number) => amount(value, order.currency);
  const cost = lineCost(line);
  return {
    lineItemCost: money(cost),
    ...(shares.discount > 0 && { discountedLineItemCost: money(cost - shares.discount) }),
    deliveryCost: { shippingCost: money(shares.delivery) },
    total: money(cost - shares.discount + shares.delivery),
    taxes: [],
    appliedPromotions:
      shares.discount > 0
        ? [{ promotionId: "5500000001@1", description: "Multi-buy", discountAmount: money(shares.discount) }]
        : [],
  };
}
