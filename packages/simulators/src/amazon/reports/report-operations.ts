import { z } from "zod";
import type { Report, Seller } from "../amazon-entities.ts";
import { invalidInput, notFound } from "../amazon-errors.ts";
import { stockRoles } from "../amazon-roles.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { signedAddress } from "../documents/documents.ts";
import { newJob, statusOf, viewJob } from "../documents/job.ts";
import { type ApiContext, instantParameter, listParameter, readJson, type SellerOperation } from "../operation.ts";
import { requireMarketplaces } from "../orders/order-query.ts";
import { readPage, sortKey } from "../paging.ts";
import { finishReports } from "./report-jobs.ts";

const BASE = "/reports/2021-06-30";
const TOKEN_SECONDS = 3600;
/** The report types that the simulator writes. */
const reportTypes = ["GET_MERCHANT_LISTINGS_ALL_DATA"];
export const jobStatuses = ["CANCELLED", "DONE", "FATAL", "IN_PROGRESS", "IN_QUEUE"];
const bodySchema = z.object({
  reportType: z.string(),
  marketplaceIds: z.array(z.string()).min(1).max(25),
  dataStartTime: z.string().optional(),
  dataEndTime: z.string().optional(),
  reportOptions: z.record(z.string(), z.string()).optional(),
});

/** Reports 2021-06-30. */
export function reportOperations(world: AmazonWorld): SellerOperation[] {
  const common = { roles: stockRoles } as const;
  return [
    {
      ...common,
      operation: "createReport",
      method: "POST",
      path: `${BASE}/reports`,
      async handle(c, { seller }) {
        const body = bodySchema.safeParse(await readJson(c));
        if (!body.success) throw invalidInput("Invalid Input", z.prettifyError(body.error));
        return c.json({ reportId: createReport(world, seller, body.data).reportId }, 202);
      },
    },
    {
      ...common,
      operation: "getReports",
      method: "GET",
      path: `${BASE}/reports`,
      handle: (c, { seller }) => c.json(listReports(world, c, seller)),
    },
    {
      ...common,
      operation: "getReport",
      method: "GET",
      path: `${BASE}/reports/:reportId`,
      handle: (c, { seller }) => c.json(viewReport(world, own(world, c, seller))),
    },
    {
      ...common,
      operation: "cancelReport",
      method: "DELETE",
      path: `${BASE}/reports/:reportId`,
      handle(c, { seller }) {
        const report = own(world, c, seller);
        if (statusOf(world, report) !== "IN_QUEUE") throw invalidInput("Only a report in the queue can be cancelled.");
        report.outcome = "CANCELLED";
        report.cancelled = true;
        return c.body(null, 200);
      },
    },
    {
      ...common,
      operation: "getReportDocument",
      method: "GET",
      path: `${BASE}/documents/:reportDocumentId`,
      handle(c, { seller }) {
        const document = world.documents.get(c.req.param("reportDocumentId") ?? "");
        if (document?.sellerId !== seller.sellerId) throw notFound("The report document was not found.");
        const { documentId, compressionAlgorithm } = document;
        return c.json({
          reportDocumentId: documentId,
          url: signedAddress(world, c, { documentId, method: "GET" }),
          ...(compressionAlgorithm !== null && { compressionAlgorithm }),
        });
      },
    },
  ];
}

function createReport(world: AmazonWorld, seller: Seller, body: z.output<typeof bodySchema>): Report {
  if (!reportTypes.includes(body.reportType)) throw invalidInput("Invalid Input", `Unknown type ${body.reportType}`);
  const report: Report = {
    ...newJob(world),
    reportId: String(world.store.nextNumber("report", 53_347_018_456)),
    sellerId: seller.sellerId,
    reportType: body.reportType,
    marketplaceIds: requireMarketplaces(seller, body.marketplaceIds),
    options: body.reportOptions ?? {},
    documentId: null,
  };
  world.ledger.append("report-requested", { reportId: report.reportId, reportType: report.reportType });
  world.reports.insert(report);
  finishReports(world);
  return report;
}

function own(world: AmazonWorld, c: ApiContext, { sellerId }: Seller): Report {
  const report = world.reports.get(c.req.param("reportId") ?? "");
  if (report?.sellerId !== sellerId) throw notFound("The report was not found.");
  return report;
}

function listReports(world: AmazonWorld, c: ApiContext, { sellerId }: Seller) {
  const types = listParameter(c, "reportTypes");
  const statuses = statusesAsked(c);
  const since = instantParameter(c, "createdSince");
  const until = instantParameter(c, "createdUntil");
  const fits = (report: Report) =>
    report.sellerId === sellerId &&
    (types.length === 0 || types.includes(report.reportType)) &&
    (statuses.length === 0 || statuses.includes(statusOf(world, report))) &&
    (since === null || report.createdAt >= since) &&
    (until === null || report.createdAt <= until);
  const page = readPage(world, c, {
    operation: "getReports",
    sellerId,
    tokenName: "nextToken",
    tokenSeconds: TOKEN_SECONDS,
    pageSize: pageSizeAsked(c),
    rows: () => world.reports.where(fits),
    keyOf: ({ createdAt, reportId }) => sortKey(createdAt, reportId),
    descending: true,
  });
  return {
    reports: page.rows.map((report) => viewReport(world, report)),
    ...(page.nextToken !== null && { nextToken: page.nextToken }),
  };
}

/** `processingStatuses` of a list of jobs. */
export function statusesAsked(c: ApiContext): string[] {
  const statuses = listParameter(c, "processingStatuses");
  if (statuses.some((status) => !jobStatuses.includes(status))) {
    throw invalidInput("Invalid Input", "processingStatuses has an unknown value");
  }
  return statuses;
}

/** `pageSize` of a list of jobs. */
export function pageSizeAsked(c: ApiContext): number {
  const size = Number(c.req.query("pageSize") ?? 10);
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    throw invalidInput("Invalid Input", "pageSize must be from 1 to 100");
  }
  return size;
}

function viewReport(world: AmazonWorld, report: Report) {
  return {
    reportId: report.reportId,
    reportType: report.reportType,
    marketplaceIds: report.marketplaceIds,
    ...viewJob(world, report),
    ...(report.documentId !== null && { reportDocumentId: report.documentId }),
  };
}
