import { initTRPC } from "@trpc/server";
import { describeError } from "../http/error-shape.ts";
import { actorOf } from "../services/api-keys/actor-of.ts";
import { requireProcedureScope } from "../services/api-keys/require-scope.ts";
import { bindContext } from "../services/context.ts";
import { requireProcedureRole } from "../services/role-of-procedure.ts";
import { forbidden, ServiceError } from "../services/service-error.ts";
import { requireSecondFactor } from "../services/session/require-second-factor.ts";
import type { TrpcContext } from "./trpc-context.ts";

const t = initTRPC.context<TrpcContext>().create({
  errorFormatter({ shape, error, ctx }) {
    const { status, code, message, issues, remedy } = describeError(error);
    const data = { code, httpStatus: status, path: shape.data.path ?? null, issues, remedy };
    return { ...shape, message, data: { ...data, requestId: ctx?.requestId ?? null } };
  },
});

export const router = t.router;

/** Open to everyone. */
export const publicProcedure = t.procedure;

/** For any signed-in user; `ctx.session` is set. */
export const authedProcedure = t.procedure.use(({ ctx, next, path, type }) => {
  if (ctx.session === null) throw new ServiceError({ code: "unauthenticated", message: "Please sign in." });
  requireProcedureScope(ctx.session, { path, type });
  return next({ ctx: { session: ctx.session } });
});

/** For a member of a workspace whose role reaches that far; `ctx.service` is what verbs take. */
export const workspaceProcedure = authedProcedure.use(({ ctx, next, path, type }) => {
  const { session, parts, requestId } = ctx;
  if (session.workspace === null) throw forbidden("You are not a member of any workspace.");
  requireSecondFactor(session.workspace);
  requireProcedureRole(session.workspace, { path, type });
  const { id: workspaceId, role, connections } = session.workspace;
  const service = bindContext(parts, { workspaceId, role, connections, actor: actorOf(session), requestId });
  return next({ ctx: { service } });
});
