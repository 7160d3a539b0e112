import { notFound } from "../../services/service-error.ts";
import { platformName } from "./common-schemas.ts";
import type { RestCall } from "./rest-route.ts";

type Api = Pick<RestCall<unknown, unknown, unknown>, "api">;

/** The card of a platform by any of its spellings. Throws `not_found` for a platform that this server does not know. */
export async function cardOf({ api }: Api, given: string) {
  const platform = platformName(given);
  const card = (await api.connections.list()).find((candidate) => candidate.platform === platform);
  if (card === undefined) throw notFound(`A platform named "${given.slice(0, 40)}"`);
  return card;
}

/** The same, of a platform that is connected. Throws `not_found` where nothing is. */
export async function connectionOf(call: Api, given: string) {
  const card = await cardOf(call, given);
  if (card.connectionId === null || card.status === "not_connected")
    throw notFound(`A connection with ${card.platform}`);
  return { ...card, connectionId: card.connectionId };
}
