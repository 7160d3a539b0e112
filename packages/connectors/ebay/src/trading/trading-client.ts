import {
  type CallLimits,
  type DecodedError,
  type HttpClient,
  parsedBody,
  type RateLane,
  type RequestEffect,
  type WireAnswer,
} from "@counterfoil/connector-kit";
import type { z } from "zod";
import { type TradingError, tradingError } from "../ebay-errors.ts";
import { tradingEnvelopeSchema } from "./trading-schemas.ts";
import { parseXmlRoot, tradingRequestXml, type XmlElements } from "./trading-xml.ts";

/** The version of the Trading API that these requests and answers were written for. */
const compatibilityLevel = "1349";

export interface TradingCall<Value> {
  name: string;
  request: XmlElements;
  schema: z.ZodType<Value>;
  lane: RateLane;
  effect: RequestEffect;
}

export interface TradingSettings {
  http: HttpClient;
  siteId: number;
  now: () => number;
}

/** Makes one Trading API call (XML). An `Ack` of Failure is thrown; PartialFailure and Warning are answers. */
export async function callTrading<Value>(
  call: TradingCall<Value>,
  settings: TradingSettings,
  limits: CallLimits & { token: string },
): Promise<Value> {
  const { token, ...callLimits } = limits;
  const answer = await settings.http.request({
    operation: `Trading ${call.name}`,
    lane: call.lane,
    budget: "Trading",
    method: "POST",
    path: "/ws/api.dll",
    effect: call.effect,
    headers: {
      "x-ebay-api-call-name": call.name,
      "x-ebay-api-siteid": String(settings.siteId),
      "x-ebay-api-compatibility-level": compatibilityLevel,
      "x-ebay-api-iaf-token": token,
    },
    body: { content: tradingRequestXml(call.name, call.request), type: "text/xml" },
    decode: parsedBody(parseXmlRoot, call.schema),
    decodeError: (wire) => decodeTradingError(wire, settings.now),
    ...callLimits,
  });
  return answer.data;
}

/** Errors of a Trading answer, which come with HTTP 200. */
function decodeTradingError(answer: WireAnswer, now: () => number): DecodedError | null {
  const text = answer.text();
  if (!/<Ack>\s*Failure\s*<\/Ack>/.test(text)) return null;
  try {
    const envelope = tradingEnvelopeSchema.parse(parseXmlRoot(text));
    return tradingError(envelope.Errors.map(readTradingError), now);
  } catch {
    return null;
  }
}

/** An `Errors` element as the error table wants it. */
export function readTradingError(error: z.infer<typeof tradingEnvelopeSchema>["Errors"][number]): TradingError {
  return {
    code: error.ErrorCode,
    message: error.LongMessage ?? error.ShortMessage ?? `eBay error ${error.ErrorCode}`,
    severity: error.SeverityCode ?? "Error",
    classification: error.ErrorClassification ?? "RequestError",
    parameters: error.ErrorParameters.flatMap((parameter) => parameter.Value),
  };
}
