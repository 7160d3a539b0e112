import type { Order, OrderLine } from "../amazon-entities.ts";
import { instantText } from "../amazon-world.ts";
import { marketplaceOf } from "../marketplaces.ts";
import { moneyV0 } from "../money.ts";
import { viewConditionV0 } from "./condition-view.ts";
import { isPending, moneyOf, openOf, shippedOf, statusV0Of, totalOf } from "./order-state.ts";

/** What personal data a v0 call may show. */
export interface PersonalData {
  buyerName: boolean;
  buyerEmail: boolean;
  address: boolean;
}

/** An order as Orders v0 answers it: without its items. */
export function viewOrderV0(order: Order, shows: PersonalData) {
  const pending = isPending(order);
  const shipped = order.lines.reduce((sum, line) => sum + shippedOf(order, line), 0);
  const open = order.lines.reduce((sum, line) => sum + openOf(order, line), 0);
  return {
    AmazonOrderId: order.orderId,
    ...(order.sellerOrderId !== null && { SellerOrderId: order.sellerOrderId }),
    PurchaseDate: instantText(order.createdAt),
    LastUpdateDate: instantText(order.updatedAt),
    OrderStatus: statusV0Of(order),
    FulfillmentChannel: order.fulfilledBy === "AMAZON" ? "AFN" : "MFN",
    SalesChannel: marketplaceOf(order.marketplaceId).name,
    ShipServiceLevel: order.serviceLevel,
    ...(!pending && { OrderTotal: moneyV0(totalOf(order, "charge"), order.currency) }),
    NumberOfItemsShipped: shipped,
    NumberOfItemsUnshipped: open,
    PaymentMethod: "Other",
    PaymentMethodDetails: ["Standard"],
    MarketplaceId: order.marketplaceId,
    ShipmentServiceLevelCategory: "Standard",
    OrderType: "StandardOrder",
    EarliestShipDate: instantText(order.shipBy.earliest),
    LatestShipDate: instantText(order.shipBy.latest),
    EarliestDeliveryDate: instantText(order.deliverBy.earliest),
    LatestDeliveryDate: instantText(order.deliverBy.latest),
    IsBusinessOrder: order.programs.includes("AMAZON_BUSINESS"),
    IsPrime: order.programs.includes("PRIME"),
    IsReplacementOrder: false,
    IsPremiumOrder: order.programs.includes("PREMIUM"),
    IsGlobalExpressEnabled: false,
    IsSoldByAB: false,
    IsISPU: false,
    ...(!pending && { ShippingAddress: viewAddressV0(order, shows), BuyerInfo: viewBuyerV0(order, shows) }),
  };
}

/** The address; town and country alone where the rest may not be shown. */
export function viewAddressV0({ address }: Order, shows: PersonalData) {
  return {
    ...(shows.address && {
      Name: address.name,
      ...(address.companyName !== null && { CompanyName: address.companyName }),
      AddressLine1: address.addressLine1,
      ...(address.addressLine2 !== null && { AddressLine2: address.addressLine2 }),
      ...(address.phone !== null && { Phone: address.phone }),
      AddressType: address.companyName === null ? "Residential" : "Commercial",
    }),
    City: address.city,
    ...(address.districtOrCounty !== null && { County: address.districtOrCounty }),
    StateOrRegion: address.stateOrRegion ?? "",
    PostalCode: address.postalCode,
    CountryCode: address.countryCode,
  };
}

export function viewBuyerV0({ buyer }: Order, shows: PersonalData) {
  return {
    ...(shows.buyerEmail && { BuyerEmail: buyer.email }),
    ...(shows.buyerName && { BuyerName: buyer.name }),
  };
}

/** A line as Orders v0 answers it: booleans are text, and the price is that of the whole line. */
export function viewLineV0(order: Order, line: OrderLine) {
  const { item, shipping, discount, tax } = moneyOf(order, line);
  const amount = (value: number) => moneyV0(value, order.currency);
  return {
    ASIN: line.asin,
    ...(line.sku !== null && { SellerSKU: line.sku }),
    OrderItemId: line.orderItemId,
    Title: line.title,
    QuantityOrdered: line.quantity,
    QuantityShipped: shippedOf(order, line),
    ProductInfo: { NumberOfItems: String(line.quantity) },
    ...(!isPending(order) && {
      ItemPrice: amount(item),
      ItemTax: amount(tax),
      ...(shipping > 0 && { ShippingPrice: amount(shipping) }),
      PromotionDiscount: amount(discount),
    }),
    IsGift: String(line.giftMessage !== null),
    ...viewConditionV0(line.conditionType),
    IsTransparency: false,
    ...(line.cancellationRequest !== null && {
      BuyerRequestedCancel: { IsBuyerRequestedCancel: "true", BuyerCancelReason: line.cancellationRequest },
    }),
  };
}
