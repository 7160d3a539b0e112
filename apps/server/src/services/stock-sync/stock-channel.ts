import { bufferOf } from "@counterfoil/core/stock";
import { type Database, readStockChannels, type StockChannelView } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { notFound } from "../service-error.ts";

/** How stock is told to one connection's platform, with the buffer that holds for it. */
export interface StockChannel extends StockChannelView {
  buffer: number;
}

function withBuffer(channel: StockChannelView): StockChannel {
  return { ...channel, buffer: bufferOf(channel.safety_buffer, channel.workspace_buffer) };
}

/** Throws `not_found`. */
export async function requireStockChannel(tx: Transaction<Database>, connectionId: string): Promise<StockChannel> {
  const [channel] = await readStockChannels(tx, connectionId);
  if (channel === undefined) throw notFound("The connection");
  return withBuffer(channel);
}

/** The channels of the workspace's connections. */
export async function allStockChannels(tx: Transaction<Database>): Promise<StockChannel[]> {
  return (await readStockChannels(tx)).map(withBuffer);
}
