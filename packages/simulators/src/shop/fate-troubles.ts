import type { LineDraft, OrderDesk, OrderDraft } from "./order-desk.ts";
import { certainLine, certainLines, isCertain } from "./ordinary-orders.ts";
import type { ShopOrderStatus, ShopPlatform, Trouble } from "./shop-types.ts";
import { times } from "./times.ts";

/** Orders that something happened to: cancelled, refunded, partly shipped, unpaid, archived, added to later. */
export function fateTroubles(desk: OrderDesk): OrderDraft[] {
  return [
    ...cancelledAndSoldAgain(desk),
    ...(["ebay", "ebay", "bricklink", "bricklink"] as const).map((platform) =>
      untouched(desk, platform, { status: "cancelled", trouble: "cancelled", age: [4, 40] }),
    ),
    ...(["ebay", "bricklink"] as const).map((platform) =>
      paidButStuck(desk, platform, { status: "cancel_requested", trouble: "cancel-requested", age: [0.2, 1.5] }),
    ),
    ...(["ebay", "ebay", "bricklink", "bricklink"] as const).map((platform) =>
      untouched(desk, platform, { status: "awaiting_payment", trouble: "awaiting-payment", age: [0.1, 2] }),
    ),
    ...times(2, () => paidButStuck(desk, "bricklink", { status: "unknown", trouble: "unknown-status", age: [1, 3] })),
    ...times(2, () => ({
      ...untouched(desk, "ebay", { status: "refunded", trouble: "refunded", age: [12, 45] }),
      refund: 1,
    })),
    ...times(2, () => partlyRefunded(desk)),
    ...times(3, () => partlyShipped(desk)),
    addedLater(desk),
    ...times(2, () => looseParts(desk)),
    ...times(4, () => archived(desk)),
    { ...untouched(desk, "bricklink", { status: "purged", trouble: "purged", age: [200, 210] }), archived: true },
  ];
}

interface Fate {
  status: ShopOrderStatus;
  trouble: Trouble;
  age: readonly [number, number];
}

// Paid for, so the unit is the buyer's until somebody decides otherwise.
function paidButStuck(desk: OrderDesk, platform: ShopPlatform, { status, trouble, age }: Fate): OrderDraft {
  return { platform, lines: [certainLine(desk, platform)], status, troubles: [trouble], age };
}

function untouched(desk: OrderDesk, platform: ShopPlatform, fate: Fate): OrderDraft {
  const offer = desk.choose(platform, (candidate) => isCertain(desk, candidate));
  // Nobody else buys it, so that the unit is there to see when the order's fate turns.
  desk.setAside(offer);
  return {
    platform,
    lines: [desk.mention(offer, "untouched")],
    status: fate.status,
    troubles: [fate.trouble],
    age: fate.age,
  };
}

// The buyer backs out, the unit is put up again, and somebody else takes it.
function cancelledAndSoldAgain(desk: OrderDesk): OrderDraft[] {
  const offer = desk.choose("ebay", (candidate) => isCertain(desk, candidate));
  desk.setAside(offer);
  return [
    {
      platform: "ebay",
      lines: [desk.mention(offer, "untouched")],
      status: "cancelled",
      troubles: ["cancelled"],
      age: [30, 40],
    },
    {
      platform: "ebay",
      lines: [desk.sell(offer, 1, "automatic")],
      troubles: ["relisted-after-cancel"],
      age: [15, 25],
    },
  ];
}

function partlyRefunded(desk: OrderDesk): OrderDraft {
  const lines = [certainLine(desk, "ebay")];
  return { platform: "ebay", lines, status: "shipped", refund: 0.2, troubles: ["partly-refunded"], age: [10, 40] };
}

function partlyShipped(desk: OrderDesk): OrderDraft {
  const [first, second] = certainLines(desk, "ebay", 2);
  if (first === undefined || second === undefined) throw new RangeError("A split order needs two lines");
  const lines: LineDraft[] = [
    { ...first, quantityShipped: 1 },
    { ...second, quantityShipped: 0 },
  ];
  return {
    platform: "ebay",
    lines,
    status: "partly_shipped",
    troubles: ["partly-shipped", "several-lines"],
    age: [2, 5],
  };
}

// BrickLink buyers may add to an open order: a second batch.
function addedLater(desk: OrderDesk): OrderDraft {
  const [first, second] = certainLines(desk, "bricklink", 2);
  if (first === undefined || second === undefined) throw new RangeError("An addition needs two lines");
  const lines: LineDraft[] = [first, { ...second, batch: 1 }];
  return { platform: "bricklink", lines, status: "paid", troubles: ["added-later", "several-lines"], age: [0.5, 2] };
}

function looseParts(desk: OrderDesk): OrderDraft {
  const lines: LineDraft[] = [];
  for (let count = 0; count < 2; count += 1) {
    const offer = desk.choose("bricklink", ({ id, products }) => {
      return products[0].kind === "part" && lines.every((line) => line.offer.id !== id);
    });
    lines.push(desk.sell(offer, desk.random.integer(2, 20), "part"));
  }
  return { platform: "bricklink", lines, troubles: ["loose-parts", "several-lines"], age: [3, 30] };
}

function archived(desk: OrderDesk): OrderDraft {
  const lines = [certainLine(desk, "bricklink")];
  return { platform: "bricklink", lines, status: "completed", archived: true, troubles: ["archived"], age: [30, 55] };
}
