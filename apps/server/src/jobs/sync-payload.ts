import { z } from "zod";

/** What jobs carry that sync one connection. */
export const syncPayload = z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), runId: z.uuid().nullable() });
