import type { SimulatorClock } from "./clock.ts";

/** One HTTP request to a subscriber. */
export interface WebhookRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A message to deliver; `build` runs for each attempt, so that signatures and attempt counts are fresh. */
export interface WebhookMessage {
  readonly kind: string;
  build(attempt: number): WebhookRequest;
}

export interface WebhookAttempt {
  readonly at: string;
  readonly kind: string;
  readonly attempt: number;
  readonly request: WebhookRequest;
  /** HTTP status, or null when nobody answered. */
  readonly status: number | null;
}

/** How the next messages are treated; each counts down as messages are sent. */
export interface WebhookDial {
  /** Messages lost on the way. */
  drop: number;
  /** Messages delivered twice. */
  duplicate: number;
  /** Messages held back and delivered after the message that follows them. */
  reorder: number;
}

/** Sends notifications to subscribers, one after the other, and keeps what was sent. */
export interface WebhookSender {
  send(message: WebhookMessage): void;
  /** Waits until nothing is under way; held-back messages are delivered as well. */
  flush(): Promise<void>;
  dial(change: Partial<WebhookDial>): WebhookDial;
  attempts(kind?: string): WebhookAttempt[];
  clear(): void;
}

export interface WebhookSenderOptions {
  clock: SimulatorClock;
  fetch?: typeof fetch;
  /** Attempts per message before giving up (default 3), with no wait between them. */
  maxAttempts?: number;
}

const DELIVERY_TIMEOUT_MS = 10_000;

/** Makes a sender; answers other than 2xx are tried again. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { clock, maxAttempts = 3 } = options;
  const send = options.fetch ?? fetch;
  const dial: WebhookDial = { drop: 0, duplicate: 0, reorder: 0 };
  let log: WebhookAttempt[] = [];
  let held: WebhookMessage[] = [];
  let chain: Promise<void> = Promise.resolve();

  const take = (name: keyof WebhookDial) => {
    if (dial[name] <= 0) return false;
    dial[name] -= 1;
    return true;
  };
  const deliver = async (message: WebhookMessage) => {
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const request = message.build(attempt);
      const status = await post(send, request);
      log.push({ at: clock.iso(), kind: message.kind, attempt, request, status });
      if (status !== null && status >= 200 && status < 300) return;
    }
  };
  const enqueue = (message: WebhookMessage) => {
    chain = chain.then(() => deliver(message));
  };
  const releaseHeld = () => {
    const waiting = held;
    held = [];
    for (const message of waiting) enqueue(message);
  };

  return {
    send(message) {
      if (take("drop")) return;
      if (take("reorder")) {
        held.push(message);
        return;
      }
      enqueue(message);
      if (take("duplicate")) enqueue(message);
      releaseHeld();
    },
    async flush() {
      releaseHeld();
      await chain;
    },
    dial: (change) => ({ ...Object.assign(dial, change) }),
    attempts: (kind) => log.filter((attempt) => kind === undefined || attempt.kind === kind),
    clear() {
      log = [];
      held = [];
      Object.assign(dial, { drop: 0, duplicate: 0, reorder: 0 });
    },
  };
}

async function post(send: typeof fetch, request: WebhookRequest): Promise<number | null> {
  const { url, method, headers, body } = request;
  try {
    const signal = AbortSignal.timeout(DELIVERY_TIMEOUT_MS);
    const answer = await send(url, { method, headers, signal, redirect: "manual", ...(body && { body }) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}
