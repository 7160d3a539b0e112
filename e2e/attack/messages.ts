import { createHmac, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { sql } from "kysely";
import { attack, type Outcome } from "./attack.ts";
import type { AttackWorld } from "./attack-world.ts";
import { send } from "./request.ts";

const base = "/api/v1/platforms/webhook";

interface Message {
  platform: "ebay" | "tiktok-shop";
  body: string;
  headers: Record<string, string>;
  path?: string;
}

/** Messages that no platform sent, and messages that one did send and somebody sends again. */
export function describeMessages(world: () => AttackWorld): void {
  attack("forged and repeated messages", {
    name: "that are not signed by the platform",
    cases: () => [...forgedOfEbay(world()), ...forgedOfTiktok(world())],
    attempt: async ({ name, message }) => {
      const before = await countEvents(world());
      const answered = await deliver(world(), message);
      const after = await countEvents(world());
      if (after !== before) return `${name}: ${after - before} events were stored`;
      return answered.status < 500 || answered.status === 503 ? null : `${name}: ${answered.status}`;
    },
  });

  attack("forged and repeated messages", {
    name: "that are true, and told again and again",
    cases: () =>
      [trueOfEbay(world()), trueOfTiktok(world())].flatMap((message) => [1, 2, 3].map((times) => ({ message, times }))),
    attempt: async ({ message, times }): Promise<Outcome> => {
      const before = await countEvents(world());
      const first = await deliver(world(), message);
      if (first.status >= 300) return `a true message of ${message.platform} is refused: ${first.status}`;
      const once = await countEvents(world());
      await Promise.all(Array.from({ length: times }, () => deliver(world(), message)));
      const again = await countEvents(world());
      if (again !== once) return `${message.platform}: ${times} repeats made ${again - once} more events`;
      return once - before <= 1 ? null : `${message.platform}: one message made ${once - before} events`;
    },
  });
}

function deliver(world: AttackWorld, { platform, body, headers, path = `${base}/${platform}` }: Message) {
  return send(world, path, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
}

async function countEvents({ database, ann }: AttackWorld): Promise<number> {
  const { rows } = await database.asSystem((tx) =>
    sql<{
      count: number;
    }>`SELECT count(*)::int AS count FROM webhook_events WHERE workspace_id = ${ann.workspaceId}`.execute(tx),
  );
  return rows[0]?.count ?? 0;
}

function ebayBody(notificationId: string = randomUUID()): string {
  const at = new Date().toISOString();
  const data = { username: "somebody-else", userId: "nobody" };
  const notification = { notificationId, eventDate: at, publishDate: at, publishAttemptCount: 1, data };
  return JSON.stringify({ metadata: { topic: "MARKETPLACE_ACCOUNT_DELETION", schemaVersion: "1.0" }, notification });
}

function ebaySignature(world: AttackWorld, body: string, more: object = {}): string {
  const { id, privateKey } = world.sandbox.ebay.world.notificationKey;
  const signature = sign("sha1", Buffer.from(body), privateKey).toString("base64");
  return Buffer.from(JSON.stringify({ alg: "ecdsa", kid: id, signature, digest: "SHA1", ...more })).toString("base64");
}

function trueOfEbay(world: AttackWorld): Message {
  const body = ebayBody();
  return { platform: "ebay", body, headers: { "x-ebay-signature": ebaySignature(world, body) } };
}

function forgedOfEbay(world: AttackWorld): { name: string; message: Message }[] {
  const body = ebayBody();
  const good = ebaySignature(world, body);
  const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ownSignature = sign("sha1", Buffer.from(body), own.privateKey).toString("base64");
  const by = (signature: string, sent = body): Message => ({
    ...{ platform: "ebay", body: sent, headers: signature === "" ? {} : { "x-ebay-signature": signature } },
  });
  const named = (name: string, message: Message) => ({ name: `eBay, ${name}`, message });
  return [
    named("no signature", by("")),
    named("a signature of nothing", by(Buffer.from("{}").toString("base64"))),
    named("no base64", by("%%%")),
    named("another body", by(good, body.replace("somebody-else", "another-one"))),
    named("a space more", by(good, `${body} `)),
    named("the forger's own key", by(ebaySignature(world, body, { signature: ownSignature }))),
    named("an unknown key", by(ebaySignature(world, body, { kid: randomUUID() }))),
    named("a key that is a path", by(ebaySignature(world, body, { kid: "../../oauth/token" }))),
    named("a key that is an address", by(ebaySignature(world, body, { kid: "https://evil.example/key" }))),
    named("an empty signature", by(ebaySignature(world, body, { signature: "" }))),
    named("a digest of its own", by(ebaySignature(world, body, { digest: "NONE" }))),
    named("an algorithm of its own", by(ebaySignature(world, body, { alg: "none", signature: "AA==" }))),
    named("an old message's signature", by(ebaySignature(world, ebayBody()))),
    named("an older envelope without a key", by("", soap)),
    named("an address made up", { ...by(good), path: `${base}/ebay/${randomUUID()}/guessed-token` }),
    named("an address that is none", { ...by(good), path: `${base}/ebay/1/2` }),
    named("another platform's door", { ...by(good), path: `${base}/tiktok-shop` }),
    named("a platform without messages", { ...by(good), path: `${base}/brickset` }),
    named("no platform", { ...by(good), path: `${base}/__proto__` }),
  ];
}

const soap = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header>
<ebl:RequesterCredentials xmlns:ebl="urn:ebay:apis:eBLBaseComponents"><ebl:NotificationSignature>&x;</ebl:NotificationSignature>
</ebl:RequesterCredentials></soapenv:Header><soapenv:Body><GetItemResponse><Timestamp>${new Date().toISOString()}</Timestamp>
<NotificationEventName>ItemSold</NotificationEventName></GetItemResponse></soapenv:Body></soapenv:Envelope>`;

function tiktokBody(): string {
  const timestamp = Math.floor(Date.now() / 1000);
  return JSON.stringify({
    type: 1,
    tts_notification_id: randomUUID(),
    shop_id: "0",
    timestamp,
    data: { order_id: "1" },
  });
}

function tiktokSignature({ sandbox }: AttackWorld, body: string, secret?: string): string {
  const { appKey, appSecret } = sandbox.credentials.tiktokShop;
  return createHmac("sha256", secret ?? appSecret)
    .update(`${appKey}${body}`)
    .digest("hex");
}

function trueOfTiktok(world: AttackWorld): Message {
  const [shop] = world.sandbox.tiktokShop.world.shops.all();
  const body = tiktokBody().replace('"shop_id":"0"', `"shop_id":"${shop?.id}"`);
  return { platform: "tiktok-shop", body, headers: { authorization: tiktokSignature(world, body) } };
}

function forgedOfTiktok(world: AttackWorld): { name: string; message: Message }[] {
  const body = tiktokBody();
  const good = tiktokSignature(world, body);
  const by = (authorization: string, sent = body): Message => ({
    ...{ platform: "tiktok-shop", body: sent, headers: authorization === "" ? {} : { authorization } },
  });
  const named = (name: string, message: Message) => ({ name: `TikTok Shop, ${name}`, message });
  return [
    named("no signature", by("")),
    named("another secret", by(tiktokSignature(world, body, "guessed"))),
    named("an empty secret", by(tiktokSignature(world, body, " "))),
    named("another body", by(good, body.replace('"order_id":"1"', '"order_id":"2"'))),
    named("a shorter signature", by(good.slice(0, 32))),
    named("a longer signature", by(`${good}00`)),
    named("a scheme before it", by(`Bearer ${good}`)),
    named("another shop", by(good)),
    named("no JSON", by(tiktokSignature(world, "x"), "x")),
    named("an endless number", by(tiktokSignature(world, '{"type":1e999}'), '{"type":1e999}')),
  ];
}
