import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import type { Role } from "../context.ts";

describeEachDatabase("the team of a workspace", (context) => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk(context.database);
    for (const role of ["owner", "manager", "packer", "viewer"] as const) await join(`user-${role}`, role);
  });

  async function join(userId: string, role: Role): Promise<void> {
    await context.database.db
      .insertInto("auth.user")
      .values({ id: userId, name: `The ${role}`, email: `${userId}@example.com` })
      .execute();
    await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx.insertInto("members").values({ workspace_id: desk.workspaceId, user_id: userId, role }).execute(),
    );
  }
  const as = (role: Role) => desk.callerFor(desk.workspaceId, role);
  const audit = async (action: string) =>
    (
      await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.selectFrom("audit").select(["text", "actor"]).where("action", "=", action).orderBy("at").execute(),
      )
    ).map(({ text }) => text);

  test("is seen by owners and managers", async () => {
    const { members, sendsMail } = await as("manager").team.list();
    expect(members.map(({ role }) => role).sort()).toEqual(["manager", "owner", "packer", "viewer"]);
    expect(members.find(({ me }) => me)?.role).toBe("manager");
    expect(sendsMail).toBe(false);
    await expect(as("packer").team.list()).rejects.toThrow(/role of manager/);
    await expect(as("viewer").team.list()).rejects.toThrow(/role of manager/);
  });

  describe("invitations", () => {
    test("leave no token behind, replace each other and can be taken back", async () => {
      const first = await as("owner").team.invite({ email: "New@Example.com", role: "packer" });
      const second = await as("owner").team.invite({ email: "new@example.com", role: "viewer" });
      expect(first.link).toMatch(/\/invite#[\w-]{43}$/);
      const { invitations } = await as("owner").team.list();
      expect(invitations).toMatchObject([
        { email: "new@example.com", role: "viewer", state: "waiting", mailed: false },
      ]);
      const rows = await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.selectFrom("invitations").selectAll().execute(),
      );
      expect(JSON.stringify(rows)).not.toContain(second.link?.split("#")[1]);
      await as("owner").team.revokeInvitation({ invitationId: second.invitation.id });
      expect((await as("owner").team.list()).invitations).toEqual([]);
      await expect(as("owner").team.revokeInvitation({ invitationId: second.invitation.id })).rejects.toThrow(
        /not found/,
      );
      expect(await audit("person-invited")).toEqual([
        "Invited new@example.com as packer.",
        "Invited new@example.com as viewer.",
      ]);
      expect(await audit("invitation-revoked")).toEqual(["Took back the invitation of new@example.com."]);
    });

    test("are not for those who are here already", async () => {
      await expect(as("owner").team.invite({ email: "user-packer@example.com", role: "viewer" })).rejects.toThrow(
        /already works here/,
      );
    });

    test("by a manager raise nobody to a manager, and packers invite nobody", async () => {
      for (const role of ["owner", "manager"] as const)
        await expect(as("manager").team.invite({ email: "m@example.com", role })).rejects.toThrow(/Only an owner/);
      await expect(as("packer").team.invite({ email: "m@example.com", role: "viewer" })).rejects.toThrow(/manager/);
      const { invitation } = await as("owner").team.invite({ email: "boss@example.com", role: "owner" });
      await expect(as("manager").team.revokeInvitation({ invitationId: invitation.id })).rejects.toThrow(
        /Only an owner/,
      );
    });
  });

  describe("roles", () => {
    test("change below oneself only, and leave a trace", async () => {
      await as("manager").team.setRole({ userId: "user-viewer", role: "packer" });
      await as("manager").team.setRole({ userId: "user-viewer", role: "viewer" });
      expect(await audit("member-role-changed")).toEqual(["Made The viewer packer.", "Made The viewer viewer."]);
      await expect(as("manager").team.setRole({ userId: "user-packer", role: "manager" })).rejects.toThrow(
        /Only an owner/,
      );
      await expect(as("manager").team.setRole({ userId: "user-owner", role: "viewer" })).rejects.toThrow(
        /Only an owner/,
      );
      await expect(as("manager").team.remove({ userId: "user-owner" })).rejects.toThrow(/Only an owner/);
      await expect(as("packer").team.remove({ userId: "user-viewer" })).rejects.toThrow(/manager/);
    });

    test("never leave a workspace without an owner, also when two owners go at once", async () => {
      await expect(as("owner").team.setRole({ userId: "user-owner", role: "manager" })).rejects.toThrow(/last owner/);
      await expect(as("owner").team.remove({ userId: "user-owner" })).rejects.toThrow(/last owner/);
      await join("user-second", "owner");
      const outcomes = await Promise.allSettled([
        as("owner").team.remove({ userId: "user-second" }),
        as("owner").team.setRole({ userId: "user-owner", role: "viewer" }),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const owners = (await as("owner").team.list()).members.filter(({ role }) => role === "owner");
      expect(owners).toHaveLength(1);
    });
  });

  test("keeps figures and settings from packers", async () => {
    await expect(as("packer").analytics.stockAge()).rejects.toThrow(/not shown to packers/);
    await expect(as("packer").finance.reconciliation({})).rejects.toThrow(/not shown to packers/);
    await expect(as("packer").stock.setSafetyBuffer({ safetyBuffer: 1 })).rejects.toThrow(/role of manager/);
    expect(await as("viewer").analytics.stockAge()).toBeDefined();
  });
});
