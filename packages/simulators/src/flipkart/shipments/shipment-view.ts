import type { Cancellation, OrderItem, PostalAddress, Shipment } from "../flipkart-entities.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { indiaTime } from "../india-time.ts";
import { standingItems, unitsLeft } from "./shipment-parts.ts";

/** A shipment as searches show it: no name and no address. */
export function shipmentView(world: FlipkartWorld, shipment: Shipment) {
  const items = shipment.state === "CANCELLED" ? shipment.items : standingItems(shipment);
  return {
    ...frameView(shipment),
    orderItems: items.map((item) => itemView(world, { shipment, item, quantity: unitsLeft(item) || item.quantity })),
  };
}

/** What fell through of a shipment, as the search for cancellations shows it. */
export function cancelledView(world: FlipkartWorld, shipment: Shipment, fits: (cancellation: Cancellation) => boolean) {
  const parts = shipment.items.flatMap((item) =>
    item.cancellations.filter(fits).map((cancellation) => ({ item, cancellation })),
  );
  return {
    ...frameView(shipment),
    orderItems: parts.map(({ item, cancellation }) => ({
      ...itemView(world, { shipment, item, quantity: cancellation.quantity }),
      status: "CANCELLED",
      cancellationDate: indiaTime(cancellation.at),
      cancellationReason: cancellation.reason,
      cancellationSubReason: cancellation.subReason,
    })),
  };
}

function frameView(shipment: Shipment) {
  return {
    mps: false,
    shipmentId: shipment.shipmentId,
    locationId: shipment.locationId,
    dispatchAfterDate: indiaTime(shipment.dispatchAfter),
    dispatchByDate: indiaTime(shipment.dispatchBy),
    updatedAt: indiaTime(shipment.updatedAt),
    hold: shipment.hold,
    shipmentType: shipment.shipmentType,
    packagingPolicy: shipment.packagingPolicy,
    subShipments: [{ subShipmentId: "SS-1", packages: [] }],
    forms: shipment.forms,
  };
}

// Amounts are of the whole line, as JSON floats; the customer's price holds the shipping already.
function itemView(world: FlipkartWorld, part: { shipment: Shipment; item: OrderItem; quantity: number }) {
  const { shipment, item, quantity } = part;
  const { quotedSkus, nullHsn } = world.behaviour;
  const share = (paise: number) => Math.round((paise * quantity) / item.quantity) / 100;
  const customerPrice = share(item.sellingPrice + item.shippingCharge - item.flipkartDiscount);
  return {
    orderItemId: item.orderItemId,
    orderId: item.orderId,
    cancellationGroupId: item.cancellationGroupId,
    orderDate: indiaTime(item.orderedAt),
    paymentType: item.paymentType,
    status: shipment.state,
    quantity,
    fsn: item.fsn,
    sku: quotedSkus ? `&quot;${item.sku}&quot;` : item.sku,
    listingId: item.listingId,
    hsn: nullHsn ? null : item.hsn,
    title: item.title,
    packageIds: ["PKG1"],
    priceComponents: {
      sellingPrice: share(item.sellingPrice),
      totalPrice: customerPrice,
      shippingCharge: share(item.shippingCharge),
      customerPrice,
      flipkartDiscount: share(item.flipkartDiscount),
    },
    serviceProfile: shipment.serviceProfile,
    is_replacement: item.isReplacement,
  };
}

/** Addresses and courier of a shipment. Its state is not among them; phone numbers only for the seller's own parcels. */
export function detailView(world: FlipkartWorld, shipment: Shipment) {
  const { firstName, lastName } = shipment.address;
  const address = addressView(world, shipment.address, shipment.shipmentType === "SELF");
  const seller = addressView(world, sellerAddress, true);
  const courier = courierOf(shipment);
  const courierDetails = courier && { pickupDetails: courier, deliveryDetails: courier };
  const onShipment = world.behaviour.courierAt === "shipment";
  return {
    orderId: shipment.orderId,
    shipmentId: shipment.shipmentId,
    locationId: shipment.locationId,
    orderItems: shipment.items.map(({ orderItemId }) => ({
      id: orderItemId,
      fragile: false,
      large: false,
      dangerous: false,
    })),
    buyerDetails: { firstName, lastName },
    deliveryAddress: address,
    billingAddress: address,
    sellerAddress: seller,
    returnAddress: seller,
    ...(onShipment && courierDetails && { courierDetails }),
    subShipments: [{ subShipmentId: "SS-1", ...(!onShipment && courierDetails && { courierDetails }) }],
    weighingRequired: false,
  };
}

const sellerAddress: PostalAddress = {
  firstName: "Loft",
  lastName: "Bricks",
  addressLine1: "4 Warehouse Road",
  addressLine2: "",
  landmark: "",
  city: "Bengaluru",
  state: "Karnataka",
  stateCode: "IN-KA",
  pinCode: "560001",
  contactNumber: "0000000000",
};

function courierOf({ courier, selfShipment }: Shipment) {
  if (selfShipment === null) return courier;
  const { trackingId, deliveryPartner } = selfShipment;
  return { vendorName: deliveryPartner ?? "", trackingId: trackingId ?? "" };
}

function addressView(world: FlipkartWorld, address: PostalAddress, withNumber: boolean) {
  const { pinCode, contactNumber, state, ...rest } = address;
  return {
    ...rest,
    state,
    stateName: state,
    [world.behaviour.pinCodeKey]: pinCode,
    contactNumber: withNumber ? contactNumber : "",
  };
}
