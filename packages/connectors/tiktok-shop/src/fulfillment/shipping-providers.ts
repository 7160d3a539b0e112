import type { CallLimits, RateLane } from "@counterfoil/connector-kit";
import { deliveryOptionsSchema, shippingProvidersSchema, warehousesSchema } from "../schemas/fulfillment.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import { textOrNull } from "../tiktok-shop-values.ts";

/** A carrier as TikTok Shop knows it: its ids differ by delivery option and country. */
export interface ShippingProvider {
  id: string;
  name: string;
}

/** Carriers of TikTok Shop, read once a day. */
export interface ShippingProviders {
  /** Those that an order of this delivery option may name. */
  ofOption(deliveryOptionId: string, limits: CallLimits): Promise<readonly ShippingProvider[]>;
  /** Those of every option by which the seller ships. */
  all(limits: CallLimits): Promise<readonly ShippingProvider[]>;
}

const keptMs = 86_400_000;
const bySeller = "SEND_BY_SELLER";

export function createShippingProviders(client: TiktokShopClient, now: () => number): ShippingProviders {
  const kept = new Map<string, { providers: readonly ShippingProvider[]; until: number }>();
  const cached = async (key: string, read: () => Promise<readonly ShippingProvider[]>) => {
    const entry = kept.get(key);
    if (entry && entry.until > now()) return entry.providers;
    const providers = await read();
    kept.set(key, { providers, until: now() + keptMs });
    return providers;
  };
  const ofOption: ShippingProviders["ofOption"] = (id, limits) =>
    cached(id, () => readProviders(client, id, { lane: "send_tracking", limits }));
  return {
    ofOption,
    all: (limits) =>
      cached("", async () => {
        const found = new Map<string, ShippingProvider>();
        for (const option of await readOptions(client, limits)) {
          for (const provider of await ofOption(option, limits)) found.set(provider.id, provider);
        }
        return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
      }),
  };
}

async function readProviders(
  client: TiktokShopClient,
  deliveryOptionId: string,
  { lane, limits }: { lane: RateLane; limits: CallLimits },
): Promise<ShippingProvider[]> {
  const data = await client.call(
    {
      operation: "GET /logistics/202309/delivery_options/{delivery_option_id}/shipping_providers",
      lane,
      path: `/logistics/202309/delivery_options/${encodeURIComponent(deliveryOptionId)}/shipping_providers`,
      data: shippingProvidersSchema,
    },
    limits,
  );
  return (data?.shipping_providers ?? []).map(({ id, name }) => ({ id, name: textOrNull(name) ?? id }));
}

/** Delivery options of the warehouses that goods leave from: those by which the seller ships, else all. */
async function readOptions(client: TiktokShopClient, limits: CallLimits): Promise<string[]> {
  const lane = "refresh_catalogue";
  const data = await client.call(
    { operation: "GET /logistics/202309/warehouses", lane, data: warehousesSchema },
    limits,
  );
  const sales = (data?.warehouses ?? []).filter(({ type, effect_status: state }) => {
    return type !== "RETURN_WAREHOUSE" && state !== "DISABLED";
  });
  const options: { id: string; type?: string | null | undefined }[] = [];
  for (const { id } of sales) {
    const answer = await client.call(
      {
        operation: "GET /logistics/202309/warehouses/{warehouse_id}/delivery_options",
        lane,
        path: `/logistics/202309/warehouses/${encodeURIComponent(id)}/delivery_options`,
        data: deliveryOptionsSchema,
      },
      limits,
    );
    options.push(...(answer?.delivery_options ?? []));
  }
  const own = options.filter(({ type }) => type === bySeller);
  return [...new Set((own.length > 0 ? own : options).map(({ id }) => id))];
}

/** Names by which sellers know carriers that TikTok Shop may list otherwise; each row is one carrier. */
const sameCarrier: readonly (readonly string[])[] = [
  ["evri", "hermes", "hermesuk", "myhermes"],
  ["royalmail", "royalmailgroup", "rm"],
  ["parcelforce", "parcelforceworldwide"],
  ["usps", "unitedstatespostalservice"],
  ["ups", "unitedparcelservice"],
  ["fedex", "federalexpress"],
  ["dhl", "dhlexpress"],
  ["deutschepost", "dhlparcelde", "dhlpaket"],
  ["amazonshipping", "amazonlogistics", "amzl"],
];

/** The provider that a seller's word for a carrier means: by id, by name, by another name of the same; null when unsure. */
export function findProvider(carrier: string, providers: readonly ShippingProvider[]): ShippingProvider | null {
  const byId = providers.find(({ id }) => id === carrier.trim());
  if (byId) return byId;
  const wanted = simplify(carrier);
  const exact = providers.filter(({ name }) => simplify(name) === wanted);
  const aliases = sameCarrier.find((names) => names.includes(wanted)) ?? [wanted];
  const alike = providers.filter(({ name }) => aliases.includes(simplify(name)));
  const part = providers.filter(
    ({ name }) => wanted.length > 2 && aliases.some((alias) => simplify(name).startsWith(alias)),
  );
  return [exact, alike, part].find((found) => found.length === 1)?.[0] ?? null;
}

function simplify(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
