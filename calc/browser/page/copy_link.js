// Copies the address to the clipboard, or shows it to be copied by hand where that is not allowed.

import { linkCopied, linkCopiedBriefly, linkShown, linkToCopy } from "../words.js";

/**
 * @param {string} link
 * @param {HTMLElement} calculator
 * @returns {Promise<string>} what happened, as a sentence
 */
export async function copyLink(link, calculator) {
  calculator.querySelector("[data-link]")?.remove();
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    show(link, calculator);
    return linkShown;
  }
  // Material's own toast, where the theme is Material.
  Reflect.get(window, "alert$")?.next(linkCopiedBriefly);
  return linkCopied;
}

/**
 * @param {string} link
 * @param {HTMLElement} calculator
 */
function show(link, calculator) {
  const [label, field] = [document.createElement("label"), document.createElement("input")];
  label.dataset.link = "";
  field.type = "text";
  field.readOnly = true;
  field.value = link;
  label.append(linkToCopy, field);
  calculator.querySelector("[data-actions]")?.after(label);
  field.focus();
  field.select();
}
