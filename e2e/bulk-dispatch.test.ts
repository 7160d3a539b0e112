import { proveBulkDispatch } from "./support/bulk-journey.ts";

// The same with 300 orders: `npm run proof:bulk`.
proveBulkDispatch({ wanted: Number(process.env.BULK_ORDERS ?? 20), patience: 500_000 });
