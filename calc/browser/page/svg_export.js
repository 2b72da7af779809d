// A chart of the page as a standalone SVG file: its computed styles become attributes.

/** The inherited properties that style sheets set in charts. */
const INHERITED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-linejoin",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
];

/** The margin around a drawing, in its own units. */
const MARGIN = 10;

/**
 * @param {SVGSVGElement} svg
 * @returns {string} the same drawing, as XML, in the colours that it has now
 */
export function standalone(svg) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const { width, height } = svg.getBoundingClientRect();
  const ground = background(svg);
  const opaque = over(ground);
  const [all, copies] = [[svg, ...svg.querySelectorAll("*")], [copy, ...copy.querySelectorAll("*")]];
  all.forEach((element, at) => {
    if (["title", "desc"].includes(element.localName)) return;
    const style = getComputedStyle(element);
    const above = element === svg || !element.parentElement ? undefined : getComputedStyle(element.parentElement);
    for (const name of INHERITED) {
      const value = style.getPropertyValue(name);
      if (value === above?.getPropertyValue(name)) copies[at].removeAttribute(name);
      else copies[at].setAttribute(name, name === "fill" || name === "stroke" ? opaque(value) : value);
    }
  });
  const box = svg.viewBox.baseVal;
  const unit = width / box.width;
  const around = [box.x - MARGIN, box.y - MARGIN, box.width + 2 * MARGIN, box.height + 2 * MARGIN];
  set(copy, {
    viewBox: around.join(" "),
    width: `${width + 2 * MARGIN * unit}`,
    height: `${height + 2 * MARGIN * unit}`,
  });
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const [x, y] = around.map(String);
  set(paper, { x, y, width: "100%", height: "100%", fill: opaque(ground), stroke: "none" });
  (copy.querySelector("desc") ?? copy.querySelector("title"))?.after(paper);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/**
 * @param {Element} element
 * @param {Record<string, string>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/**
 * The colour behind an element: the nearest background that is not transparent.
 *
 * @param {Element} element
 * @returns {string}
 */
export function background(element) {
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== "rgba(0, 0, 0, 0)") return colour;
  }
  return "white";
}

/**
 * Converts colours to what every SVG program reads: rgb(), mixed with the background.
 *
 * @param {string} ground
 * @returns {(colour: string) => string}
 */
function over(ground) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1, 1];
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  return (colour) => {
    if (!brush || colour === "none" || colour.startsWith("url(")) return colour;
    for (const each of ["white", ground, colour]) {
      brush.fillStyle = each;
      brush.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };
}
