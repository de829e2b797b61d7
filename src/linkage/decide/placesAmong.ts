/** Pairs of records by left and then right record, each once. */
type RecordPairs = { readonly left: Int32Array; readonly right: Int32Array };

/** Where each pair stands among others, −1 where it does not. Side by side, since a set holds no more than 2^24 pairs. */
export function placesAmong(pairs: RecordPairs, others: RecordPairs): Int32Array {
  const places = new Int32Array(pairs.left.length);
  let at = 0;
  for (let i = 0; i < places.length; i++) {
    const left = pairs.left[i]!;
    const right = pairs.right[i]!;
    while (at < others.left.length && (others.left[at]! - left || others.right[at]! - right) < 0) at++;
    places[i] = others.left[at] === left && others.right[at] === right ? at : -1;
  }
  return places;
}
