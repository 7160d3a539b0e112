import { z } from "zod";

/** The most orders that one request dispatches. */
export const mostParcels = 500;

/** One parcel of many. Its fields are checked one by one later, so that a bad one does not stop the rest. */
export const bulkParcelInput = z.object({
  /** The order's id, or its number on the platform. */
  orderId: z.string().max(200),
  carrier: z.string().max(1000).nullish(),
  trackingNumber: z.string().max(1000).nullish(),
  /** When it left; the request's own date where left out. */
  shippedAt: z.string().max(100).nullish(),
  /** The seller stands by a tracking number that does not look right. */
  acceptTracking: z.boolean().optional(),
  /** Units in this package; left out, everything that is left. */
  lines: z
    .array(z.object({ lineId: z.string().max(200), quantity: z.number() }))
    .max(200)
    .optional(),
});
export type BulkParcel = z.infer<typeof bulkParcelInput>;

export const previewBulkInput = z.object({
  orders: z.array(bulkParcelInput).min(1).max(mostParcels, `Send at most ${mostParcels} orders at a time.`),
  /** ISO 8601; now where left out. */
  shippedAt: z.iso.datetime({ offset: true }).optional(),
});
export type PreviewBulkInput = z.infer<typeof previewBulkInput>;

export const dispatchBulkInput = previewBulkInput.extend({
  /** Same key, same batch: a repeated request answers the first one's. */
  idempotencyKey: z.string().min(8).max(200),
  /** Answers when all is done, however many there are; else many orders go in the background. */
  wait: z.boolean().default(false),
});
export type DispatchBulkInput = z.infer<typeof dispatchBulkInput>;

export const retryBulkInput = z.object({
  batchId: z.uuid(),
  /** What is to be different this time, by position in the batch. */
  changes: z
    .array(
      z.object({
        position: z.number().int().min(0),
        ...bulkParcelInput.pick({ carrier: true, trackingNumber: true, shippedAt: true, acceptTracking: true }).shape,
      }),
    )
    .max(mostParcels)
    .default([]),
  wait: z.boolean().default(false),
});
