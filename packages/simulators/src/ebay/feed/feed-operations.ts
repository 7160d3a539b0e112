import { z } from "zod";
import type { FeedTask, Seller } from "../ebay-entities.ts";
import { refusal } from "../ebay-errors.ts";
import { scope } from "../ebay-scopes.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { absolute, type RestContext, readJson, type UserOperation } from "../rest-operation.ts";
import { activeInventoryReport } from "./active-inventory-report.ts";
import { zipOne } from "./zip.ts";

const refuse = refusal("API_FEED");
const BASE = "/sell/feed/v1";
const ACTIVE_INVENTORY = "LMS_ACTIVE_INVENTORY_REPORT";
/** A task moves on by one with each time its status is read. */
const STATUSES = ["CREATED", "QUEUED", "IN_PROCESS", "COMPLETED"] as const;

const taskSchema = z.object({
  feedType: z.string().optional(),
  schemaVersion: z.string().optional(),
  filterCriteria: z.object({ listingFormat: z.enum(["FIXED_PRICE", "AUCTION"]).optional() }).optional(),
});

/** Feed: the active inventory report as a task that is polled and downloaded as a zip. */
export function feedOperations(world: EbayWorld): UserOperation[] {
  const common = { quota: "sell.feed", scopes: [scope("sell.inventory")], token: "user" } as const;
  return [
    {
      ...common,
      operation: "createInventoryTask",
      method: "POST",
      path: `${BASE}/inventory_task`,
      handle: (c, seller) => createTask(world, c, seller),
    },
    {
      ...common,
      operation: "getInventoryTask",
      method: "GET",
      path: `${BASE}/inventory_task/:taskId`,
      handle(c, seller) {
        const task = ownTask(world, c, seller);
        task.polls += 1;
        if (statusOf(task) === "COMPLETED") task.report ??= activeInventoryReport(world, seller);
        return c.json(viewTask(world, task));
      },
    },
    {
      ...common,
      operation: "getResultFile",
      method: "GET",
      path: `${BASE}/task/:taskId/download_result_file`,
      handle(c, seller) {
        const { taskId, report } = ownTask(world, c, seller);
        if (report === null) throw refuse(404, [160014, "No file found for task ID {taskID}."], { taskID: taskId });
        return c.body(new Uint8Array(zipOne(`${taskId}_report.xml`, report)), 200, {
          "content-type": "application/octet-stream",
          "content-disposition": `attachment; filename=${taskId}_report.zip`,
        });
      },
    },
  ];
}

async function createTask(world: EbayWorld, c: RestContext, seller: Seller) {
  if (!/^EBAY_[A-Z_]+$/.test(c.req.header("x-ebay-c-marketplace-id") ?? "")) {
    throw refuse(400, [160027, "The X-EBAY-C-MARKETPLACE-ID header is missing or invalid."]);
  }
  const body = taskSchema.safeParse(await readJson(c));
  if (!body.success || body.data.feedType !== ACTIVE_INVENTORY) {
    throw refuse(400, [160017, "The 'feedType' is missing or invalid."]);
  }
  const { feedType, schemaVersion, filterCriteria } = body.data;
  if (!/^\d+(\.\d+)?$/.test(schemaVersion ?? "")) throw refuse(400, [160018, "The 'schemaVersion' is invalid."]);
  checkLimits(world, seller);
  const taskId = `task-${world.random.digits(2)}-${world.random.digits(10)}`;
  world.feedTasks.put({
    taskId,
    username: seller.username,
    feedType,
    schemaVersion: schemaVersion ?? "",
    listingFormat: filterCriteria?.listingFormat ?? null,
    createdAt: world.clock.iso(),
    polls: 0,
    report: null,
  });
  return c.body(null, 202, { location: absolute(world, c, `${BASE}/inventory_task/${taskId}`) });
}

function checkLimits(world: EbayWorld, { username }: Seller) {
  if (world.feedTasks.find((task) => task.username === username && statusOf(task) !== "COMPLETED")) {
    const text = "You have reached the maximum number of feed tasks that can be queued or processed concurrently.";
    throw refuse(409, [160024, text, "BUSINESS"]);
  }
  if (!world.quotas.take("feed.active-inventory-reports", username).allowed) {
    const text =
      "You have exceeded the maximum number of records or tasks that can be created or processed in the period.";
    throw refuse(409, [160025, text, "BUSINESS"]);
  }
}

function ownTask(world: EbayWorld, c: RestContext, seller: Seller): FeedTask {
  const taskId = c.req.param("taskId") ?? "";
  const task = world.feedTasks.get(taskId);
  if (task === undefined || task.username !== seller.username) {
    throw refuse(404, [160003, "Task {taskID} does not exist."], { taskID: taskId });
  }
  return task;
}

function statusOf(task: FeedTask) {
  return STATUSES[Math.min(task.polls, STATUSES.length - 1)] ?? "COMPLETED";
}

function viewTask(world: EbayWorld, task: FeedTask) {
  const { taskId, feedType, schemaVersion, createdAt, listingFormat } = task;
  const status = statusOf(task);
  return {
    taskId,
    status,
    feedType,
    schemaVersion,
    creationDate: createdAt,
    ...(status === "COMPLETED" && {
      completionDate: world.clock.iso(),
      uploadSummary: { failureCount: 0, successCount: 1 },
    }),
    ...(listingFormat !== null && { filterCriteria: { listingFormat } }),
  };
}
