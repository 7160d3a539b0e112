/** What an app may be allowed to do, with the words of the consent page. */
export const SCOPE_TEXTS: Readonly<Record<string, string>> = {
  "seller.authorization.info": "See which shops you have, and be told what happens in them",
  "seller.order.info": "Read your orders",
  "seller.fulfillment.basic": "Ship your orders and print labels",
  "seller.logistics": "Read warehouses, delivery options and carriers",
  "seller.product.basic": "Read your products and stock",
  "seller.product.write": "Change prices and stock, show and hide products",
  "seller.return_refund.basic": "Handle cancellations and returns",
};
