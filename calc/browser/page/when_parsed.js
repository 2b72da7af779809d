// A reader may use a page before all of it has come: then an element is there before its content.

/**
 * Call `then` as soon as all that is in an element has been parsed, unless it is gone by then.
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
 * The parser is behind an element when there is something behind it or around it.
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
