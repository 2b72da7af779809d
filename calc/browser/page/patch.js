// Makes one piece of the page equal to another, touching only what differs, so that focus,
// selection and scroll position stay.

/**
 * @param {Node} old what stands in the page
 * @param {Node} fresh what should stand there
 * @param {Element | null} held the control in the reader's hand: its text is left alone
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
    // What a reader has unfolded stays so.
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
 * What a control holds is not in its attributes once a reader has touched it.
 *
 * @param {Element} old
 * @param {Element} fresh
 */
function patchControl(old, fresh) {
  if (old instanceof HTMLInputElement && fresh instanceof HTMLInputElement) {
    if (old.type === "checkbox") old.checked = fresh.checked;
    else if (old.value !== fresh.value) old.value = fresh.value;
  } else if (old instanceof HTMLTextAreaElement && fresh instanceof HTMLTextAreaElement) {
    // A text area holds what a reader has pasted; only its start comes back.
    if (fresh.value && old.value !== fresh.value) old.value = fresh.value;
  } else if (old instanceof HTMLSelectElement && fresh instanceof HTMLSelectElement) {
    if (old.value !== fresh.value) old.value = fresh.value;
  }
}
