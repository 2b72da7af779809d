// Makes one piece of the page equal to another, touching only what differs, so that focus,
// selection and scroll position stay.

/**
 * @param {Node} old the node in the page
 * @param {Node} fresh what it should become
 * @param {Element | null} held the control in use, whose text is kept
 */
export function patch(old, fresh, held) {
  if (old instanceof Element && fresh instanceof Element && old.tagName === fresh.tagName) {
    patchAttributes(old, fresh);
    patchChildren(old, fresh, held);
    if (old !== held) patchControl(old, fresh);
  } else if (old instanceof Text && fresh instanceof Text) {
    if (old.data !== fresh.data) old.data = fresh.data;
  } else {
    /** @type {ChildNode} */ (old).replaceWith(fresh.cloneNode(true));
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 */
function patchAttributes(old, fresh) {
  for (const name of old.getAttributeNames()) {
    // What a reader has opened stays open.
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const name of fresh.getAttributeNames()) {
    const value = fresh.getAttribute(name) ?? "";
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 * @param {Element | null} held
 */
function patchChildren(old, fresh, held) {
  const [was, is] = [[...old.childNodes], [...fresh.childNodes]];
  if (was.length !== is.length) {
    old.replaceChildren(...is.map((node) => node.cloneNode(true)));
  } else {
    is.forEach((node, index) => patch(was[index], node, held));
  }
}

/**
 * Set a control's current value, which its attributes do not have after a reader's input.
 *
 * @param {Element} old
 * @param {Element} fresh
 */
function patchControl(old, fresh) {
  if (old instanceof HTMLInputElement && fresh instanceof HTMLInputElement) {
    if (old.type === "checkbox") old.checked = fresh.checked;
    else if (old.value !== fresh.value) old.value = fresh.value;
  } else if (old instanceof HTMLTextAreaElement && fresh instanceof HTMLTextAreaElement) {
    // A pasted text is not sent back: an empty text area keeps it.
    if (fresh.value && old.value !== fresh.value) old.value = fresh.value;
  } else if (old instanceof HTMLSelectElement && fresh instanceof HTMLSelectElement) {
    if (old.value !== fresh.value) old.value = fresh.value;
  }
}
