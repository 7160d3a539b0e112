import { ActRefused, createRandom } from "../kit/index.ts";
import { type Arrival, type ArrivalPlatform, arrivalShares } from "./arrival.ts";
import { type ArrivalPlaces, buyOn, countOrders } from "./arrival-places.ts";

/** Every platform on which somebody may buy. */
export const arrivalPlatforms = Object.keys(arrivalShares) as readonly ArrivalPlatform[];

/**
 * Lets somebody buy something that is for sale at this moment. The choice depends on the seed and on how many orders
 * there are, so the same shop sees the same buyers come. Throws `ActRefused` when nothing is for sale.
 */
export function arriveOrder(
  places: ArrivalPlaces,
  { seed, platforms }: { seed: string | number; platforms: readonly ArrivalPlatform[] },
): Arrival {
  const random = createRandom(`${seed}/arrival/${countOrders(places)}`);
  const open = platforms.flatMap((platform) => Array.from({ length: arrivalShares[platform] }, () => platform));
  for (const platform of new Set(random.shuffle(open))) {
    const bought = buyOn[platform](places, random.fork(platform));
    if (bought !== null) return { platform, ...bought };
  }
  throw new ActRefused("Nothing is for sale any more");
}
