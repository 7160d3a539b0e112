import { z } from "zod";
import { count, id, text } from "./envelope.ts";

/** Both `…_expire_in` are points in time, in Unix seconds, whatever their names say. */
export const tokensSchema = z.object({
  access_token: z.string().min(1),
  access_token_expire_in: count,
  refresh_token: z.string().min(1),
  refresh_token_expire_in: count,
  open_id: text,
  seller_name: text,
  seller_base_region: text,
  user_type: z.number().nullish(),
  granted_scopes: z.array(z.string()).nullish(),
});
export type WireTokens = z.infer<typeof tokensSchema>;

const shopSchema = z.object({
  id,
  cipher: z.string().min(1),
  code: text,
  name: text,
  region: text,
  seller_type: text,
});
export type WireShop = z.infer<typeof shopSchema>;

export const shopsSchema = z.object({ shops: z.array(shopSchema).nullish() });

const webhookSchema = z.object({ event_type: z.string(), address: z.string() });
export const webhooksSchema = z.object({ webhooks: z.array(webhookSchema).nullish() });
