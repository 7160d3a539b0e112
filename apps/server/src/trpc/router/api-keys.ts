import { createApiKey, createApiKeyInput } from "../../services/api-keys/create-api-key.ts";
import { listApiKeys } from "../../services/api-keys/list-api-keys.ts";
import { revokeApiKey, revokeApiKeyInput } from "../../services/api-keys/revoke-api-key.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const apiKeysRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listApiKeys({ ctx: ctx.service })),
  create: workspaceProcedure
    .input(createApiKeyInput)
    .mutation(({ ctx, input }) => createApiKey({ ctx: ctx.service, input })),
  revoke: workspaceProcedure
    .input(revokeApiKeyInput)
    .mutation(({ ctx, input }) => revokeApiKey({ ctx: ctx.service, input })),
});
