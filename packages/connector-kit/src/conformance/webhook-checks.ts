import { describe, expect, test } from "vitest";
import type { WebhookEvent, WebhookRequest, WebhookVerification } from "../contract/index.ts";
import { type Bench, declared, needed } from "./bench.ts";

const decode = (body: Uint8Array) => new TextDecoder().decode(body);
const encode = (body: string) => new TextEncoder().encode(body);
const idsOf = (events: readonly WebhookEvent[]) => events.map((event) => event.id);

export function describeWebhooks(bench: Bench): void {
  const { driver } = bench;
  const setUp = async () => {
    const { connector } = await bench.connect();
    const request = await needed(driver.signedWebhook, "signedWebhook")();
    return { verify: declared(connector.webhooks, "webhooks").verify, request };
  };

  describe("webhooks", () => {
    test("a true delivery gives events with ids and an answer for the platform", async () => {
      const { verify, request } = await setUp();
      const verification = await verify(request);
      expect(verification.respond.status).toBeGreaterThanOrEqual(200);
      expect(verification.respond.status).toBeLessThan(300);
      expect(eventsOf(verification).length).toBeGreaterThan(0);
      for (const id of idsOf(eventsOf(verification))) expect(id).not.toBe("");
    });

    test("the same delivery again is refused, or recognisable by its event ids", async () => {
      const { verify, request } = await setUp();
      const first = await verify(request);
      const second = await verify(request);
      if (bench.refusesReplays) expect(second.verified).toBe(false);
      else expect(idsOf(eventsOf(second))).toEqual(idsOf(eventsOf(first)));
    });

    test("a body that means nothing never throws", async () => {
      const { verify, request } = await setUp();
      for (const body of ["", "{", "null", "[1,2]", '{"a":1}', "\u0000\uffff"]) {
        expect(typeof (await verify({ ...request, body: encode(body) })).verified).toBe("boolean");
      }
    });

    test.skipIf(bench.signedWebhooks === false).each([
      ["a changed body", (request: WebhookRequest) => ({ ...request, body: encode(tampered(decode(request.body))) })],
      ["no signature", (request: WebhookRequest) => ({ ...request, headers: bareHeaders(request.headers) })],
      ["another signature", (request: WebhookRequest) => ({ ...request, headers: otherSignature(request.headers) })],
    ])("a delivery with %s is refused", async (_, forge) => {
      const { verify, request } = await setUp();
      const verification = await verify(forge(request));
      expect(verification.verified).toBe(false);
      expect(verification.respond.status).toBeGreaterThanOrEqual(400);
    });
  });
}

function eventsOf(verification: WebhookVerification): WebhookEvent[] {
  if (!verification.verified) throw new Error(`a true delivery was refused: ${verification.reason}`);
  return verification.events;
}

/** Changes one digit or letter, so that the text keeps its form. */
function tampered(body: string): string {
  const at = body.search(/\d(?=[^\d]*$)/);
  if (at === -1) return `${body} `;
  return `${body.slice(0, at)}${body[at] === "7" ? "8" : "7"}${body.slice(at + 1)}`;
}

const plainHeader = /^(content-|accept|user-agent|host|connection)/i;

function bareHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => plainHeader.test(name)));
}

/** Reverses the longest foreign header: the signature, in whatever header it travels. */
function otherSignature(headers: Readonly<Record<string, string>>): Record<string, string> {
  const foreign = Object.entries(headers).filter(([name]) => !plainHeader.test(name));
  const [longest] = foreign.sort(([, a], [, b]) => b.length - a.length);
  if (!longest) return { ...headers };
  return { ...headers, [longest[0]]: [...longest[1]].reverse().join("") };
}
