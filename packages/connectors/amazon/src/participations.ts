import { type CallLimits, ConnectorError, jsonBody } from "@counterfoil/connector-kit";
import type { AmazonClient } from "./amazon-client.ts";
import { type Participation, participationsSchema } from "./amazon-schemas.ts";
import type { AmazonContext } from "./amazon-settings.ts";

/** Where the account sells. */
export interface Participations {
  /** Asks Amazon, every time: one call a minute is allowed. */
  read(limits: CallLimits): Promise<readonly Participation[]>;
  /**
   * The marketplaces to read: the seller's choice, or all of the region that the account sells in. Asked once for each
   * connector; the home marketplace alone where Amazon does not tell.
   */
  inUse(limits: CallLimits): Promise<readonly string[]>;
}

export function createParticipations(client: AmazonClient, context: AmazonContext): Participations {
  let known: readonly string[] | null = null;

  const read: Participations["read"] = async (limits) => {
    const call = { operation: "getMarketplaceParticipations", lane: "read_orders" } as const;
    const ask = () => client.call({ ...call, decode: jsonBody(participationsSchema) }, limits);
    const { data } = await context.patiently(ask, limits);
    return data.payload;
  };

  return {
    read,
    async inUse(limits) {
      const { chosen, marketplace } = context.place();
      if (chosen) return chosen;
      known ??= await read(limits).then(
        (list) => withHome(sellingIn(list), marketplace.id),
        (error: unknown) => {
          if (ConnectorError.is(error) && error.code === "permission_denied") return [marketplace.id];
          throw error;
        },
      );
      return known;
    },
  };
}

/** Ids of the marketplaces that the account sells in. */
export function sellingIn(participations: readonly Participation[]): string[] {
  return participations
    .filter(({ participation }) => participation.isParticipating)
    .map(({ marketplace }) => marketplace.id);
}

function withHome(ids: readonly string[], home: string): string[] {
  return [home, ...ids.filter((id) => id !== home)];
}
