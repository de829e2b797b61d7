/**
 * Raised whenever fingerprints, keys of blocks or levels of comparisons come out otherwise than before, so that a
 * memory of an older engine is not carried on but made anew.
 */
export const ENGINE_VERSION = 2;
