import { ConnectorError } from "@counterfoil/connector-kit";
import type { WireShop } from "./schemas/authorization.ts";

/** What is known of the shop to connect; everything may be unknown. */
export interface ShopWish {
  shopId?: string | undefined;
  shopCode?: string | undefined;
  /** The chosen country. */
  region?: string | null | undefined;
}

/**
 * The one shop that a sign-in is meant for: by id, by the code that the seller typed, else by country. Throws
 * `invalid_request` that names the shops to choose from when none or several fit.
 */
export function chooseShop(shops: readonly WireShop[], wish: ShopWish): WireShop {
  const fitting = shops.filter((shop) => fits(shop, wish));
  const [shop] = fitting;
  if (shop && fitting.length === 1) return shop;
  if (shops.length === 0) throw refusal("This sign-in covers no shop. Sign in with the main account of the shop.");
  const names = (fitting.length > 0 ? fitting : shops).map(describe).join("; ");
  if (fitting.length > 1) throw refusal(`This sign-in covers several shops. Enter the code of one of them: ${names}.`);
  const wanted = wish.shopCode ?? wish.shopId ?? wish.region;
  throw refusal(`This sign-in does not cover the shop that was chosen (${wanted}), but: ${names}.`);
}

function fits(shop: WireShop, { shopId, shopCode, region }: ShopWish): boolean {
  if (shopId !== undefined) return shop.id === shopId;
  if (shopCode !== undefined)
    return [shop.code, shop.id].some((name) => name?.toUpperCase() === shopCode.toUpperCase());
  return region === undefined || region === null || shop.region === region;
}

function describe({ name, code, id, region }: WireShop): string {
  return `${name?.trim() || "a shop"} (${code ?? id}${region ? `, ${region}` : ""})`;
}

function refusal(message: string): ConnectorError {
  return new ConnectorError({ code: "invalid_request", message, operation: "GET /authorization/202309/shops" });
}
