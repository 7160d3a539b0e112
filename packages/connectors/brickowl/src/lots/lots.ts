import { batches, type CallOptions, ConnectorError, callLimits, type RequestEffect } from "@counterfoil/connector-kit";
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import { batchAnswerSchema } from "../brickowl-schemas.ts";
import type { BrickowlContext } from "../brickowl-settings.ts";
import {
  type LotChange,
  type LotReference,
  lotChangeForm,
  type NewLot,
  newLotForm,
  referenceForm,
} from "./lot-forms.ts";

const batchSize = 50;

/** What became of one change of a batch. */
export type LotOutcome = { status: "done" } | { status: "failed"; error: ConnectorError };

/** Lots made, changed and removed. Each call throws `ConnectorError`; a lost answer is `outcome_unknown`. */
export interface BrickowlLots {
  /** Gives the new lot's id. */
  create(lot: NewLot, options?: CallOptions): Promise<{ lotId: string }>;
  /** Absolute changes are repeated after a lost answer, relative ones never. */
  update(reference: LotReference, change: LotChange, options?: CallOptions): Promise<void>;
  /** Also takes the lot out of buyers' carts and quotes. */
  remove(reference: LotReference, options?: CallOptions): Promise<void>;
  /**
   * Many changes, 50 a call; one outcome each, in order. The form of Brick Owl's answer is not documented: one that
   * cannot be read makes its changes `outcome_unknown`, to be settled by reading the lots.
   */
  updateMany(
    changes: readonly { reference: LotReference; change: LotChange }[],
    options?: CallOptions,
  ): Promise<LotOutcome[]>;
}

export function createLots(client: BrickowlClient, context: BrickowlContext): BrickowlLots {
  const { now, usedGrade } = context;
  const limits = (options?: CallOptions): BrickowlCall => ({ ...callLimits(options, now), lane: "withdraw_stock" });
  return {
    async create(lot, options) {
      const { lot_id: lotId } = await client.createLot(newLotForm(lot, usedGrade), limits(options));
      return { lotId };
    },
    async update(reference, change, options) {
      await client.updateLot(lotChangeForm(reference, change, usedGrade), effectOf([change]), limits(options));
    },
    async remove(reference, options) {
      await client.deleteLot(referenceForm(reference), limits(options));
    },
    async updateMany(changes, options) {
      const call = limits(options);
      const forms = changes.map(({ reference, change }) => lotChangeForm(reference, change, usedGrade));
      const outcomes: LotOutcome[] = [];
      for (const batch of batches(forms, batchSize)) {
        const part = changes.slice(outcomes.length, outcomes.length + batch.length).map(({ change }) => change);
        outcomes.push(...(await sendBatch(client, batch, { effect: effectOf(part), call })));
      }
      return outcomes;
    },
  };
}

function effectOf(changes: readonly LotChange[]): RequestEffect {
  return changes.some((change) => change.relativeQuantity !== undefined) ? "write" : "idempotent_write";
}

async function sendBatch(
  client: BrickowlClient,
  forms: readonly Record<string, string | number>[],
  { effect, call }: { effect: RequestEffect; call: BrickowlCall },
): Promise<LotOutcome[]> {
  const requests = forms.map((form) => ({ endpoint: "inventory/update", request_method: "POST", params: [form] }));
  try {
    const answer = batchAnswerSchema.safeParse(await client.batch(JSON.stringify({ requests }), effect, call));
    const responses = answer.success ? answer.data.responses : [];
    return forms.map((_, index) => outcomeOf(responses[index]));
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    return forms.map(() => ({ status: "failed", error }));
  }
}

function outcomeOf(response: { status_code: number; body?: unknown } | undefined): LotOutcome {
  const operation = "POST /bulk/batch";
  if (response === undefined) {
    const message = "Brick Owl's answer to the batch could not be read: read the lot to learn what became of it.";
    return { status: "failed", error: new ConnectorError({ code: "outcome_unknown", message, operation }) };
  }
  const { status_code: status } = response;
  if (status >= 200 && status < 300) return { status: "done" };
  const code = status === 404 ? "not_found" : "rejected";
  const message = `Brick Owl refused this change of the batch (${status}).`;
  return { status: "failed", error: new ConnectorError({ code, message, operation, status }) };
}
