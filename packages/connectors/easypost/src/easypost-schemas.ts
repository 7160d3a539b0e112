import { z } from "zod";

// Only what is read; unknown fields pass.
const rate = z.object({
  id: z.string(),
  carrier: z.string(),
  service: z.string(),
  rate: z.string(),
  currency: z.string().length(3),
  delivery_days: z.number().nullish(),
});
export type WireRate = z.infer<typeof rate>;

const tracker = z.object({
  status: z.string().nullish(),
  public_url: z.string().nullish(),
  est_delivery_date: z.string().nullish(),
});

/** https://docs.easypost.com/docs/shipments */
export const shipmentSchema = z.object({
  id: z.string().min(1),
  mode: z.string().nullish(),
  rates: z.array(rate).nullish(),
  messages: z.array(z.object({ carrier: z.string().nullish(), message: z.unknown() })).nullish(),
  selected_rate: rate.nullish(),
  postage_label: z
    .object({
      label_url: z.string().nullish(),
      label_pdf_url: z.string().nullish(),
      label_file_type: z.string().nullish(),
    })
    .nullish(),
  tracking_code: z.string().nullish(),
  status: z.string().nullish(),
  tracker: tracker.nullish(),
  refund_status: z.string().nullish(),
});
export type WireShipment = z.infer<typeof shipmentSchema>;

export const shipmentListSchema = z.object({ shipments: z.array(z.unknown()) });
