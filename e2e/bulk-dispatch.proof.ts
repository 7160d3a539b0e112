import { proveBulkDispatch } from "./support/bulk-journey.ts";

proveBulkDispatch({ wanted: Number(process.env.BULK_ORDERS ?? 300), patience: 1_800_000 });
