/** Of twenty buyers, how many come to each platform. */
export const arrivalShares = {
  ebay: 8,
  bricklink: 3,
  amazon: 3,
  "tiktok-shop": 2,
  brickowl: 2,
  flipkart: 1,
  bricqer: 1,
} as const;

/** Platforms on which somebody may buy. */
export type ArrivalPlatform = keyof typeof arrivalShares;

/** An order that has just come in. */
export interface Arrival {
  platform: ArrivalPlatform;
  orderId: string;
  title: string;
}
