import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../lib/api.ts";
import type { BoughtFor } from "../../lib/api-types.ts";
import { readFailure } from "../../lib/failure.ts";
import { readHandedOrders } from "../../lib/handed-orders.ts";

/** So few at a time that the page moves on every few seconds. */
const atOnce = 10;

export type PostageOutcome = Pick<BoughtFor, "label"> & { message: string | null };

/** One order on the page that buys postage. `weight` is in grams as typed; empty takes the weight for all. */
export interface PostageRow {
  id: string;
  platform: string;
  platformOrderId: string;
  weight: string;
}

/** Labels for many orders, bought part by part: each order answers for itself. */
export function useBulkPostage() {
  const queryClient = useQueryClient();
  const [rows, setRows] = useState<readonly PostageRow[]>(() =>
    readHandedOrders().map(({ id, platform, platformOrderId }) => ({ id, platform, platformOrderId, weight: "" })),
  );
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, PostageOutcome>>(new Map());
  const [asked, setAsked] = useState<{ total: number; done: number } | null>(null);
  const buyMany = useMutation(trpc.shipping.buyMany.mutationOptions({ gcTime: 0 }));

  const buy = async (weightForAll: string) => {
    const open = rows.filter(({ id }) => !outcomes.get(id)?.label);
    setAsked({ total: open.length, done: 0 });
    for (let start = 0; start < open.length; start += atOnce) {
      const part = open.slice(start, start + atOnce);
      const parcels = part.map(({ id, weight }) => ({ orderId: id, weightGrams: Number(weight || weightForAll) }));
      const told = await buyMany.mutateAsync({ parcels }).then(outcomesOf, (error: unknown) => refusedAll(part, error));
      setOutcomes((now) => new Map([...now, ...told]));
      setAsked({ total: open.length, done: Math.min(open.length, start + atOnce) });
    }
    setAsked(null);
    void queryClient.invalidateQueries(trpc.orders.pathFilter());
    void queryClient.invalidateQueries(trpc.shipping.pathFilter());
  };
  return {
    ...{ rows, outcomes, asked, buy },
    weigh: (id: string, weight: string) =>
      setRows((now) => now.map((row) => (row.id === id ? { ...row, weight } : row))),
    remove: (id: string) => setRows((now) => now.filter((row) => row.id !== id)),
  };
}

function outcomesOf(answers: readonly BoughtFor[]): [string, PostageOutcome][] {
  return answers.map(({ orderId, label, error }) => [orderId, { label, message: error?.message ?? null }]);
}

/** A part that was not even asked for: each of its orders says so. */
function refusedAll(part: readonly PostageRow[], error: unknown): [string, PostageOutcome][] {
  const { message } = readFailure(error);
  return part.map(({ id }) => [id, { label: null, message }]);
}
