import { ConnectorError } from "@counterfoil/connector-kit";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { orderOf, refusalOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { type Mail, MailRefused } from "../alerts/mailer.ts";
import { enqueueDueNotices } from "./deliver-notices.ts";

const template = {
  subject: "Order {order_number} left",
  body: "Hello {buyer_name},\n{items}\nNumber {tracking_number}\n{seller}",
};

describeEachDatabase("notices to buyers", (context) => {
  let desk: TestDesk;
  let mails: Mail[];
  let fails: unknown;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    mails = [];
    fails = null;
    desk.parts.mailer = {
      send: async (mail) => {
        if (fails) throw fails;
        mails.push(mail);
      },
      close: () => {},
    };
    Object.assign(desk.shop.connector.manifest, {
      dispatch: { tracking: "optional", carrier: "any", split: true, notifiesBuyer: false },
    });
    Object.assign(desk.shop.definition.manifest, { dispatch: desk.shop.connector.manifest.dispatch });
  });
  const choose = (platforms = ["ebay"]) => desk.owner.notices.setSettings({ ...template, platforms });
  const email = "bob@example.com";
  const buyer = { externalId: null, username: "bob", name: "Bob <b>\r\nBcc: all@example.com", email };
  const place = async (number: string, more: object = {}) => {
    desk.shop.put({ externalId: number, buyer, lines: [{ sku: "S", title: "Castle" }], ...more });
    await desk.sync();
    return (await orderOf(desk, number)).id;
  };
  const send = async (orderId: string, key = "parcel-1") => {
    await desk.owner.orders.dispatch({
      ...{ orderId, shippedAt: "2026-04-01T07:00:00.000Z", trackingNumber: "AB12", idempotencyKey: key },
    });
    await desk.runJobs();
  };
  const notices = () => desk.owner.notices.list();

  describe("by e-mail", () => {
    test("the buyer is told once, however often the same parcel is sent", async () => {
      await choose();
      const orderId = await place("1-1");
      await send(orderId);
      await send(orderId);
      await enqueueDueNotices(desk.parts);
      await desk.runJobs();
      expect(mails).toHaveLength(1);
      expect(mails[0]).toMatchObject({ to: email, subject: "Order 1-1 left" });
      expect(mails[0]?.text).toContain("Hello Bob <b> Bcc: all@example.com,\n1 × Castle\nNumber AB12");
      expect(await notices()).toMatchObject([{ state: "sent", platformOrderId: "1-1" }]);
      expect((await orderOf(desk, "1-1")).history.map(({ text }) => text)).toContain(
        "Told the buyer of the parcel. Sent by e-mail.",
      );
      const refused = await refusalOf(desk.owner.notices.retry({ noticeId: (await notices())[0]?.id ?? "" }));
      expect(refused.message).toBe("This buyer was told already.");
    });

    test("nobody is told until a platform is chosen, nor where it tells its buyers itself", async () => {
      await send(await place("1-1"));
      expect(await notices()).toEqual([]);
      Object.assign(desk.shop.definition.manifest, {
        dispatch: { tracking: "optional", carrier: "any", split: true, notifiesBuyer: true },
      });
      expect((await refusalOf(choose())).code).toBe("invalid");
    });

    test("what the server surely did not take is tried again, and then told", async () => {
      await choose();
      fails = new MailRefused("421 busy", { isFinal: false, cause: null });
      await send(await place("1-1"));
      expect(await notices()).toMatchObject([{ state: "waiting", message: "421 busy" }]);
      fails = new MailRefused("550 no such mailbox", { isFinal: true, cause: null });
      await send(await place("1-2"), "parcel-2");
      const [failed] = await notices();
      expect(failed).toMatchObject({ state: "failed", message: "550 no such mailbox" });
      fails = null;
      await desk.owner.notices.retry({ noticeId: failed?.id ?? "" });
      await desk.runJobs();
      expect(mails).toHaveLength(1);
    });

    test("one whose fate is not known is never sent again by itself", async () => {
      await choose();
      fails = new Error("connection lost after DATA");
      await send(await place("1-1"));
      fails = null;
      await enqueueDueNotices(desk.parts);
      await desk.runJobs();
      expect(mails).toEqual([]);
      expect(await notices()).toMatchObject([{ state: "unknown" }]);
    });

    test("an e-mail whose process died while it was sent counts as unknown", async () => {
      await choose();
      await send(await place("1-1"));
      await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx
          .updateTable("buyer_notices")
          .set({ state: "sending", available_at: new Date(0) })
          .execute(),
      );
      await enqueueDueNotices(desk.parts);
      await desk.runJobs();
      expect(mails).toHaveLength(1);
      expect(await notices()).toMatchObject([{ state: "unknown" }]);
    });

    test("without an address, or without a mail server, it is said", async () => {
      await choose();
      await send(await place("1-1", { buyer: { ...buyer, email: null } }));
      desk.parts.mailer = null;
      await send(await place("1-2"), "parcel-2");
      expect((await notices()).map(({ message }) => message)).toEqual([
        "This installation sends no e-mail.",
        "The platform gave no e-mail address of the buyer.",
      ]);
    });
  });

  describe("by the platform's own message", () => {
    let told: string[];
    let lost: boolean;
    beforeEach(async () => {
      told = [];
      lost = false;
      Object.assign(desk.shop.definition.manifest.capabilities, { buyerNotices: true });
      Object.assign(desk.shop.connector, {
        buyerNotices: {
          tell: async (order: string) => {
            if (told.includes(order)) return "already_sent";
            told.push(order);
            if (lost) throw new ConnectorError({ code: "outcome_unknown", message: "The answer was lost." });
            return "sent";
          },
        },
      });
      await choose();
    });

    test("it is sent once", async () => {
      await send(await place("1-1"));
      await enqueueDueNotices(desk.parts);
      await desk.runJobs();
      expect(told).toEqual(["1-1"]);
      expect(mails).toEqual([]);
      expect(await notices()).toMatchObject([{ state: "sent", way: "platform" }]);
    });

    test("after a lost answer the platform is asked, and nothing is sent twice", async () => {
      lost = true;
      await send(await place("1-1"));
      expect(await notices()).toMatchObject([{ state: "waiting" }]);
      await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx
          .updateTable("buyer_notices")
          .set({ available_at: new Date(0) })
          .execute(),
      );
      await enqueueDueNotices(desk.parts);
      await desk.runJobs();
      expect(told).toEqual(["1-1"]);
      expect(await notices()).toMatchObject([{ state: "sent", message: "EBAY had sent its message before." }]);
    });
  });

  test("a template that names what there is not is refused; the preview shows the newest parcel", async () => {
    await expect(desk.owner.notices.setSettings({ ...template, body: "Pay {total}", platforms: [] })).rejects.toThrow(
      /\{total\} stands for nothing/,
    );
    expect(await desk.owner.notices.preview(template)).toMatchObject({ madeUp: true });
    await send(await place("1-1"));
    expect(await desk.owner.notices.preview(template)).toMatchObject({
      ...{ madeUp: false, to: email, subject: "Order 1-1 left" },
    });
  });
});
