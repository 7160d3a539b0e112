import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { z } from "zod";
import type { SigningKey } from "./ebay-entities.ts";
import { refusal } from "./ebay-errors.ts";
import { scope } from "./ebay-scopes.ts";
import type { EbayWorld } from "./ebay-world.ts";
import { type ApplicationOperation, type RestContext, readJson } from "./rest-operation.ts";

const refuse = refusal("API_KEYS");
const THREE_YEARS_MS = 3 * 365 * 24 * 3600 * 1000;
const PATH = "/developer/key_management/v1/signing_key";

/** Key Management: signing keys for digital signatures. The private half is shown once. */
export function signingKeyOperations(world: EbayWorld): ApplicationOperation[] {
  const common = { quota: "developer.key_management", scopes: [scope()], token: "application" } as const;
  return [
    {
      ...common,
      operation: "createSigningKey",
      method: "POST",
      path: PATH,
      handle: (c, { application }) => createKey(world, c, application.clientId),
    },
    {
      ...common,
      operation: "getSigningKeys",
      method: "GET",
      path: PATH,
      handle: (c, { application }) => {
        const own = world.signingKeys.where(({ clientId }) => clientId === application.clientId);
        return c.json({ signingKeys: own.map((key) => viewKey(key)) });
      },
    },
    {
      ...common,
      operation: "getSigningKey",
      method: "GET",
      path: `${PATH}/:id`,
      handle(c, { application }) {
        const id = c.req.param("id") ?? "";
        const key = world.signingKeys.find((row) => row.signingKeyId === id && row.clientId === application.clientId);
        if (key === undefined) {
          throw refuse(404, [210002, "The signing key with id {signingKeyId} was not found."], { signingKeyId: id });
        }
        return c.json(viewKey(key));
      },
    },
  ];
}

async function createKey(world: EbayWorld, c: RestContext, clientId: string) {
  const body = z.object({ signingKeyCipher: z.enum(["ED25519", "RSA"]) }).safeParse(await readJson(c));
  if (!body.success) {
    throw refuse(400, [210001, "You must supply a valid signing key cipher. Allowed values are ED25519 and RSA."]);
  }
  const { signingKeyCipher: cipher } = body.data;
  const pair = cipher === "RSA" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : generateKeyPairSync("ed25519");
  const createdAt = world.clock.milliseconds();
  const key = world.signingKeys.put({
    signingKeyId: world.random.uuid(),
    clientId,
    cipher,
    publicKey: encode(pair.publicKey, "spki"),
    // An opaque token in the shape of a JWE; only this simulator ever reads it.
    jwe: ["eyJzaW11bGF0ZWQiOnRydWV9", "", ...[24, 96, 22].map((length) => world.random.hex(length))].join("."),
    createdAt,
    expiresAt: createdAt + THREE_YEARS_MS,
  });
  return c.json({ ...viewKey(key), privateKey: encode(pair.privateKey, "pkcs8") });
}

function viewKey({ signingKeyId, cipher, publicKey, jwe, createdAt, expiresAt }: SigningKey) {
  const [creationTime, expirationTime] = [Math.floor(createdAt / 1000), Math.floor(expiresAt / 1000)];
  return { signingKeyId, signingKeyCipher: cipher, publicKey, jwe, creationTime, expirationTime };
}

function encode(key: KeyObject, type: "spki" | "pkcs8"): string {
  return type === "spki"
    ? key.export({ type: "spki", format: "der" }).toString("base64")
    : key.export({ type: "pkcs8", format: "der" }).toString("base64");
}
