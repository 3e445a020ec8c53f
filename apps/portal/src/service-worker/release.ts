/** What a build consists of; its step after the build puts it into the worker. */
export interface Release {
  /** Tells one build from every other. */
  readonly id: string;
  /** Paths from the root that are fetched beforehand: with them every screen opens without a network. */
  readonly ahead: readonly string[];
  /** Paths that are kept once they were wanted, such as those of the large code editor. */
  readonly wanted: readonly string[];
}
