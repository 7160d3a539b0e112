import { type CallLimits, ConnectorError, type HttpClient, jsonBody } from "@counterfoil/connector-kit";
import { z } from "zod";

const keySchema = z.object({ jwe: z.string().min(1), privateKey: z.string().min(1) });

interface KeyMaker {
  http: HttpClient;
  /** Gets a token of the application itself. */
  applicationToken(): Promise<string>;
  /** Origin of the Key Management API. */
  apiz: string;
}

/**
 * Has eBay make a signing key for the application, valid for three years; eBay shows the private half this once. Null
 * where eBay does not make one now: connecting works without it, and only what must be signed is refused.
 */
export async function makeSigningKey(
  { http, applicationToken, apiz }: KeyMaker,
  limits: CallLimits,
): Promise<{ signingKeyJwe: string; signingKeyPrivate: string } | null> {
  try {
    const { data } = await http.request({
      ...limits,
      operation: "POST /developer/key_management/v1/signing_key",
      lane: "refresh_catalogue",
      method: "POST",
      path: `${apiz}/developer/key_management/v1/signing_key`,
      headers: { authorization: `Bearer ${await applicationToken()}` },
      json: { signingKeyCipher: "ED25519" },
      effect: "write",
      decode: jsonBody(keySchema),
    });
    return { signingKeyJwe: data.jwe, signingKeyPrivate: data.privateKey };
  } catch (error) {
    if (ConnectorError.is(error) && error.code !== "aborted") return null;
    throw error;
  }
}
