import type { Selectable } from "kysely";
import type { Computed, Json, Nullable, NullableTimestamp, Timestamp } from "./column-types.ts";

/** A product as a catalogue told it. */
export interface CatalogueProductTable {
  workspace_id: string;
  /** The catalogue's platform. */
  source: string;
  external_id: string;
  number: string;
  /** Without its variant (`normalize_identifier`). */
  number_key: Computed<string>;
  name: Nullable<string>;
  /** False where other products carry the same barcode, as the figures of a series do. */
  barcodes_are_own: boolean;
  /** The product in the common shape of the connectors. */
  product: Json<unknown>;
  search_text: string;
  read_at: Timestamp;
}
export type CatalogueProductRow = Selectable<CatalogueProductTable>;

export interface CatalogueBarcodeTable {
  workspace_id: string;
  /** 14 digits. */
  barcode: string;
  source: string;
  external_id: string;
}

export type CatalogueQuestionKind = "number" | "barcode" | "words";

/** When a question was asked last, and how many products came. */
export interface CatalogueQuestionTable {
  workspace_id: string;
  source: string;
  kind: CatalogueQuestionKind;
  question: string;
  asked_at: Timestamp;
  found: number;
}

/** The filling of a catalogue in the background. */
export interface CatalogueSourceTable {
  workspace_id: string;
  source: string;
  next_fill_at: NullableTimestamp;
  filled_at: NullableTimestamp;
}
