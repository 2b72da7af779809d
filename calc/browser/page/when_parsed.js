// Waits for an element's content: a reader may use a page that is still loading.

/**
 * Call `then` as soon as an element is parsed to its end, unless it was removed.
 *
 * @param {Element} element
 * @param {() => void} then
 */
export function whenParsed(element, then) {
  if (parsed(element)) {
    then();
    return;
  }
  const look = () => {
    if (!parsed(element)) return;
    observer.disconnect();
    document.removeEventListener("DOMContentLoaded", look);
    if (element.isConnected) then();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", look);
}

/**
 * An element is parsed to its end when a node follows it or one of its ancestors.
 *
 * @param {Element} element
 */
function parsed(element) {
  if (document.readyState !== "loading") return true;
  for (let node = /** @type {Node | null} */ (element); node; node = node.parentNode) {
    if (node.nextSibling) return true;
  }
  return false;
}
