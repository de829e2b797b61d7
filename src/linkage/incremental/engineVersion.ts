/**
 * Raised whenever fingerprints, keys of blocks, levels of comparisons or weights come out otherwise than before, so that a
 * memory of an older engine is not carried on but made anew.
 */
export const ENGINE_VERSION = 7;
