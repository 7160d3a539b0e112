export type { AppRouter } from "@counterfoil/server";
export {
  type CounterfoilClient,
  type CounterfoilClientOptions,
  createCounterfoilClient,
} from "./counterfoil-client.ts";
export { type CounterfoilFailure, failureOf } from "./counterfoil-failure.ts";
export { type SignInOptions, signIn } from "./sign-in.ts";
