// A drawing as a file that any program shows: what styles say is written into each element.

const written = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-size", "font-family", "font-weight"] as const;

/** ofPage are the attributes that mean nothing outside the page. */
const ofPage = ["class", "role", "tabindex", "aria-pressed", "aria-hidden", "aria-describedby"];

/** margin is the room around a whole drawing, in its own units. */
const margin = 8;

/** svgFile is a drawing as a document of its own, with a title: what is in sight of it, or the whole of its one group, which the page moves and scales. */
export function svgFile(drawn: SVGSVGElement, title: string, of: "sight" | "whole" = "sight"): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawn, copy].map((root) => [root, ...root.querySelectorAll("*")]) as [Element[], Element[]];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const property of written) {
      const value = style.getPropertyValue(property);
      if (value && !(property.endsWith("opacity") && value === "1") && !(property === "stroke-dasharray" && value === "none")) to[i]!.setAttribute(property, value);
    }
    for (const name of ofPage) to[i]!.removeAttribute(name);
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const box = of === "whole" ? fit(drawn, copy) : { width: "100%", height: "100%" };
  copy.prepend(made("title", {}, title), made("rect", { ...box, fill: getComputedStyle(document.body).backgroundColor }));
  return new XMLSerializer().serializeToString(copy);
}

/** fit makes a copy show the whole group of what is drawn, and returns the box that this takes. */
function fit(drawn: SVGSVGElement, copy: SVGSVGElement): Record<"x" | "y" | "width" | "height", string> {
  const { x, y, width, height } = drawn.querySelector<SVGGElement>(":scope > g")!.getBBox();
  for (const g of copy.querySelectorAll(":scope > g")) g.removeAttribute("style");
  const [left, top, wide, high] = [x - margin, y - margin, width + 2 * margin, height + 2 * margin].map((n) => String(Math.round(n))) as [string, string, string, string];
  copy.setAttribute("viewBox", [left, top, wide, high].join(" "));
  copy.setAttribute("width", wide);
  copy.setAttribute("height", high);
  return { x: left, y: top, width: wide, height: high };
}

function made(name: string, attributes: Record<string, string>, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [k, v] of Object.entries(attributes)) element.setAttribute(k, v);
  element.textContent = text;
  return element;
}
