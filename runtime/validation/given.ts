/**
 * What a validator takes for a row: its values, and for those that JSON has no way to say also their text. Timestamps in ISO 8601
 * with a zone, bigints as digits, bytes in base64.
 */
export type Given<Row> = { [P in keyof Row]: GivenValue<Row[P]> }

type GivenValue<V> = V extends Date
  ? Date | string
  : V extends bigint
    ? bigint | number | string
    : V extends Uint8Array
      ? Uint8Array | string
      : V extends Date[]
        ? (Date | string)[]
        : V extends bigint[]
          ? (bigint | number | string)[]
          : V extends Uint8Array[]
            ? (Uint8Array | string)[]
            : V
