import { ConnectorError, type ConnectorErrorCode } from "@counterfoil/connector-kit";
import { z } from "zod";
import { isOutage, toServiceError } from "../connector-failure.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { notFound, ServiceError } from "../service-error.ts";

/** Whose doing it is: the seller's on the platform's page, what was entered, the platform, or this server. */
export const faults = ["seller", "details", "platform", "server"] as const;

const failureSchema = z.object({
  code: z.string(),
  /** The connector's sentence. */
  message: z.string(),
  remedy: z.string().nullable(),
  fault: z.enum(faults),
});

/** Why a consent did not end in a connection. Holds no secret. */
export type ConsentFailure = z.infer<typeof failureSchema>;

const bySeller: ReadonlySet<ConnectorErrorCode> = new Set(["auth_revoked"]);

/** Says in words what ended a consent. */
export function describeConsentFailure(error: unknown): ConsentFailure {
  const cause = error instanceof Error && ConnectorError.is(error.cause) ? error.cause : error;
  if (!ConnectorError.is(cause)) {
    const message = ServiceError.is(error) ? error.message : "Something went wrong on this server.";
    return { code: "failed", message, remedy: "Start again; the server's log has the details.", fault: "server" };
  }
  const known = toServiceError(cause);
  const remedy = ServiceError.is(known) ? known.remedy : null;
  const fault = isOutage(cause) ? "platform" : bySeller.has(cause.code) ? "seller" : "details";
  return { code: cause.code, message: cause.message, remedy, fault };
}

const longest = 200;

/** A seller who said no on the platform's page, in the platform's words where it has some. */
export function declinedConsent(name: string, description: string | undefined): ConsentFailure {
  const words = description === undefined ? "" : ` ${name} says: ${description.slice(0, longest)}`;
  return {
    code: "access_denied",
    message: `Access was declined on ${name}'s page.${words}`,
    remedy: "Connect again and agree there.",
    fault: "seller",
  };
}

/** Keeps the failure with the used-up consent, sealed as the consent was, for the page that the seller is led to. */
export async function keepConsentFailure(ctx: ServiceContext, stateId: string, failure: ConsentFailure): Promise<void> {
  const { workspaceId } = ctx;
  const sealed = await ctx.vault.seal({ workspaceId, subjectId: stateId, purpose: "consent" }, failure);
  await ctx.db.inWorkspace(workspaceId, (tx) =>
    tx.updateTable("oauth_states").set({ payload: sealed.ciphertext }).where("id", "=", stateId).execute(),
  );
}

export const consentFailureInput = z.object({ attempt: z.uuid() });

/** Why the visitor's own attempt to connect failed. Throws `not_found` for any other. */
export async function consentFailure({
  ctx,
  input,
}: Verb<z.infer<typeof consentFailureInput>>): Promise<ConsentFailure & { platform: string }> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .selectFrom("oauth_states")
      .select(["platform", "payload"])
      .where("id", "=", input.attempt)
      .where("user_id", "=", ctx.actor.kind === "user" ? ctx.actor.id : "")
      .where("used_at", "is not", null)
      .executeTakeFirst(),
  );
  if (row === undefined || row.payload === "") throw notFound("This attempt");
  const binding = { workspaceId: ctx.workspaceId, subjectId: input.attempt, purpose: "consent" } as const;
  const failure = failureSchema.safeParse(await ctx.vault.open(binding, row.payload));
  if (!failure.success) throw notFound("This attempt");
  return { ...failure.data, platform: row.platform };
}
