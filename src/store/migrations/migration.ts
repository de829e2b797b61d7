/** One step of the schema. Steps are numbered by 10, never changed once released, and each runs in its own transaction. */
export interface Migration {
  /** `user_version` once the step is done. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
