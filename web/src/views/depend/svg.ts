// The graph as a file that any program draws: what styles say is written into each element.

const written = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "stroke-opacity", "font-size", "font-weight", "font-family"] as const;

/** svgOf is a drawing as a file of its own, whole, with a name. */
export function svgOf(drawn: SVGSVGElement, name: string): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawn, copy].map((root) => [root, ...root.querySelectorAll("*")]) as [Element[], Element[]];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const property of written) {
      const value = style.getPropertyValue(property);
      if (value && !(property.endsWith("opacity") && value === "1") && !(property === "stroke-dasharray" && value === "none")) to[i]!.setAttribute(property, value);
    }
    for (const attribute of ["class", "role", "tabindex", "aria-pressed", "aria-describedby"]) to[i]!.removeAttribute(attribute);
  });
  const group = drawn.querySelector<SVGGElement>(":scope > g")!;
  const box = group.getBBox();
  for (const g of copy.querySelectorAll(":scope > g")) g.removeAttribute("style");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", [box.x - 8, box.y - 8, box.width + 16, box.height + 16].map(Math.round).join(" "));
  copy.setAttribute("width", String(Math.round(box.width + 16)));
  copy.setAttribute("height", String(Math.round(box.height + 16)));
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const fill = getComputedStyle(document.body).backgroundColor;
  const whole = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16, fill };
  for (const [name, value] of Object.entries(whole)) ground.setAttribute(name, String(value));
  copy.prepend(ground);
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = name;
  copy.prepend(title);
  return new XMLSerializer().serializeToString(copy);
}
