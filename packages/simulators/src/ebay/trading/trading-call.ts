import type { Application, Seller } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import type { TradingError } from "./trading-errors.ts";
import { textAt, type XmlElement, type XmlNode } from "./xml.ts";

/** A Trading call: who asks for what. */
export interface TradingInput {
  world: EbayWorld;
  seller: Seller;
  application: Application;
  request: XmlNode;
}

/** Fields of the reply beside the envelope; errors with content make a PartialFailure. */
export interface TradingOutput {
  content: (XmlElement | undefined)[];
  errors?: TradingError[];
}

export type TradingCall = (input: TradingInput) => TradingOutput;

/** Pages of a list; entries per page 1 to 200 (default 25), pages from 1. */
export function readPage(pagination: XmlNode | undefined): { size: number; number: number } {
  const read = (name: string, fallback: number) =>
    Math.max(1, Math.trunc(Number(textAt(pagination, name) ?? fallback)));
  return { size: Math.min(200, read("EntriesPerPage", 25) || 25), number: read("PageNumber", 1) || 1 };
}
