import { ConnectorError } from "@counterfoil/connector-kit";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFakePlatform } from "../../testing/fake-platform.ts";
import { provenConsent } from "../../testing/proven-consent.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { type ServiceContext, systemContext } from "../context.ts";
import { requireConnection } from "./connection-rows.ts";
import { recordConnectionFailure } from "./record-outcome.ts";
import { storeProvenConnection } from "./store-proven-connection.ts";

const revoked = new ConnectorError({ code: "auth_revoked", message: "The consent was taken back." });

describeEachDatabase("what a failed call says of its connection", (context) => {
  let server: TestServer;
  let ctx: ServiceContext;
  let now = Date.parse("2026-05-04T10:00:00.000Z");
  beforeAll(async () => {
    const connectors = [createFakePlatform("consentmart", "oauth2").definition];
    server = await startTestServer(context.database, { overrides: { connectors } });
    const own = systemContext(server.parts, await context.createWorkspace(), "test");
    ctx = { ...own, now: () => new Date(now) };
  });
  afterAll(async () => {
    await server?.stop();
  });
  const read = async (id: string) => await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, id));

  test("work under an earlier consent that fails late leaves a new consent green", async () => {
    const id = await storeProvenConnection(ctx, provenConsent("consentmart"));
    const atStart = await read(id);
    now += 60_000;
    expect(await storeProvenConnection(ctx, provenConsent("consentmart", 2))).toBe(id);
    await recordConnectionFailure(ctx, atStart, revoked);
    expect(await read(id)).toMatchObject({ status: "connected", error: null });
  });

  test("work under the present consent that fails turns the card red", async () => {
    const id = await storeProvenConnection(ctx, provenConsent("consentmart"));
    const atStart = await read(id);
    now += 60_000;
    await recordConnectionFailure(ctx, atStart, revoked);
    expect(await read(id)).toMatchObject({ status: "error", error: { code: "auth_revoked" } });
  });
});
