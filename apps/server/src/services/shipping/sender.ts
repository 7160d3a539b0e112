import { type Address, addressSchema } from "@counterfoil/core/model";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";

const line = z.string().trim().min(1).max(100);

export const setSenderInput = z.object({
  name: z.string().trim().min(1, "Enter the name that stands on parcels.").max(100),
  lines: z.array(line).min(1, "Enter the street.").max(3),
  city: z.string().trim().min(1, "Enter the town.").max(100),
  region: z.string().trim().max(100).nullish(),
  postalCode: z.string().trim().max(20).nullish(),
  countryCode: z.string().regex(/^[A-Z]{2}$/, "Choose a country, such as GB."),
  phone: z.string().trim().max(30).nullish(),
});

/** Where parcels come from; null until somebody said. */
export async function readSender(tx: Transaction<Database>): Promise<Address | null> {
  const row = await tx.selectFrom("shipping_senders").select("address").executeTakeFirst();
  return row === undefined ? null : addressSchema.parse(row.address);
}

/** Says where parcels come from. Needs the role of manager. */
export async function setSender({ ctx, input }: Verb<z.infer<typeof setSenderInput>>): Promise<Address> {
  requireRole(ctx.role, "manager");
  const { region = null, postalCode = null, phone = null } = input;
  const address: Address = { ...input, region, postalCode, phone, company: null, raw: null };
  const row = { address: JSON.stringify(address), updated_at: ctx.now() };
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await tx
      .insertInto("shipping_senders")
      .values({ workspace_id: ctx.workspaceId, ...row })
      .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(row))
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "sender-set", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: "Changed where parcels come from.",
    });
  });
  return address;
}
