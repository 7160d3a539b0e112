import { type CallLimits, ConnectorError, jsonBody } from "@counterfoil/connector-kit";
import type { AmazonClient } from "../amazon-client.ts";
import { operationLabel } from "../amazon-operations.ts";
import { createdReportSchema, documentSchema, reportSchema } from "../amazon-schemas.ts";
import type { AmazonContext } from "../amazon-settings.ts";
import type { Documents } from "../documents.ts";
import { pollUntil } from "../poll-until.ts";
import { type ReportRow, readReportRows } from "./report-rows.ts";

const reportType = "GET_MERCHANT_LISTINGS_ALL_DATA";

/** The report of all of a marketplace's listings. */
export interface ListingsReport {
  /** Orders a report; gives its id. */
  order(marketplaceId: string, limits: CallLimits): Promise<string>;
  /** Waits until the report is made and reads it. No rows where Amazon found no data; null for an unknown report. */
  rows(reportId: string, limits: CallLimits): Promise<ReportRow[] | null>;
}

export function createListingsReport(
  client: AmazonClient,
  documents: Documents,
  context: AmazonContext,
): ListingsReport {
  const { patiently } = context;

  const state = async (reportId: string, limits: CallLimits) => {
    const call = { operation: "getReport", lane: "refresh_catalogue", path: { reportId } } as const;
    const { data } = await client.call({ ...call, decode: jsonBody(reportSchema) }, limits);
    return data;
  };

  const content = async (reportDocumentId: string, limits: CallLimits) => {
    const call = { operation: "getReportDocument", lane: "refresh_catalogue", path: { reportDocumentId } } as const;
    const { data } = await client.call({ ...call, decode: jsonBody(documentSchema) }, limits);
    return await documents.download(data, limits);
  };

  return {
    async order(marketplaceId, limits) {
      const json = {
        reportType,
        marketplaceIds: [marketplaceId],
        reportOptions: { preferredReportDocumentLocale: "en_US" },
      };
      const call = { operation: "createReport", lane: "refresh_catalogue", json, effect: "write" } as const;
      const create = () => client.call({ ...call, decode: jsonBody(createdReportSchema) }, limits);
      return (await patiently(create, limits)).data.reportId;
    },

    async rows(reportId, limits) {
      try {
        const done = await pollUntil(
          () => patiently(() => state(reportId, limits), limits),
          ({ processingStatus }) => !["IN_QUEUE", "IN_PROGRESS"].includes(processingStatus),
          { ...context, limits },
        );
        if (done === null) throw unfinished();
        // A report without any data is cancelled by Amazon.
        if (done.processingStatus === "CANCELLED") return [];
        if (done.processingStatus !== "DONE" || !done.reportDocumentId) throw failed(done.processingStatus);
        const documentId = done.reportDocumentId;
        return readReportRows(await patiently(() => content(documentId, limits), limits));
      } catch (error) {
        if (ConnectorError.is(error) && error.code === "not_found") return null;
        throw error;
      }
    },
  };
}

function unfinished(): ConnectorError {
  return new ConnectorError({
    code: "unavailable",
    message: "Amazon has not finished the listings report yet. Reading goes on with it at the next attempt.",
    operation: operationLabel("getReport"),
  });
}

function failed(status: string): ConnectorError {
  return new ConnectorError({
    code: "unavailable",
    message: `Amazon could not make the listings report (${status}).`,
    operation: operationLabel("getReport"),
    platformCode: status,
  });
}
