// The ring of all objects that Python's garbage collector knows. Before each object is its link: the
// address of the next link, and that of the one before, with flags. A snapshot has the distance to the
// next link in place of the first, and only the flags of the second: a fifteenth of its bytes less.

/** Bytes of a link; an object's address is the end of its link. Source: CPython's Include/internal/pycore_gc.h. */
export const GC_HEAD = 8;

/** The bits of the second address that are flags. */
export const GC_FLAGS = 3;

/**
 * Write the addresses back.
 *
 * @param {Uint32Array} words memory
 * @param {number} first the lowest link
 */
export function closeRing(words, first) {
  let at = first;
  do {
    const next = (at + (words[at / 4] ?? 0)) >>> 0;
    words[at / 4] = next;
    words[next / 4 + 1] |= at;
    at = next;
  } while (at !== first);
}
