import type { ColumnType, Generated } from "kysely";

/** A moment. Read as a Date; written as a Date or ISO 8601 text. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
export type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
export type GeneratedTimestamp = ColumnType<Date, Date | string | undefined, Date | string>;

/** JSON. Read as a value; written as text (`JSON.stringify`), because the two drivers disagree about arrays. */
export type Json<Value> = ColumnType<Value, string, string>;
export type NullableJson<Value> = ColumnType<Value | null, string | null | undefined, string | null>;
export type DefaultedJson<Value> = ColumnType<Value, string | undefined, string>;

/** A column the database computes: it can be read and never written. */
export type Computed<Value> = ColumnType<Value, never, never>;

/** A column with a default. */
export type Defaulted<Value> = Generated<Value>;

/** A column that may be null and may be left out. */
export type Nullable<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>;

/** Who or what acted. */
export type ActorKind = "system" | "rule" | "person";
