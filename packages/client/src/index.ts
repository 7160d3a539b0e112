export type { AppRouter, WorkspaceEvent } from "@counterfoil/server";
export {
  type CounterfoilClient,
  type CounterfoilClientOptions,
  createCounterfoilClient,
} from "./counterfoil-client.ts";
export { type CounterfoilFailure, failureOf } from "./counterfoil-failure.ts";
export { type ListenOptions, listen } from "./listen.ts";
export { type SignInOptions, signIn } from "./sign-in.ts";
export { type VerifyOptions, verifyWebhook, type WebhookMessage } from "./verify-webhook.ts";
export { type WaitOptions, waitForRun } from "./wait-for-run.ts";
