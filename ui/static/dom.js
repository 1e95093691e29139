// Elements are only ever made from text nodes and named attributes: nothing that comes from a source is parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

function make(space, tag, props, children) {
  const made = space ? document.createElementNS(space, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.setAttribute("class", value);
    else if (name === "value" && "value" in made) made.value = value;
    else if (name === "data") Object.assign(made.dataset, value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  append(made, children);
  return made;
}

function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return parent;
}

const h = (tag, props, ...children) => make(null, tag, props, children);
const s = (tag, props, ...children) => make(SVG, tag, props, children);
const fill = (parent, ...children) => (parent.replaceChildren(), append(parent, children));

const ICONS = {
  ask: "M4 5h16v11H9l-5 4z",
  entities: "M4 20V8l8-4 8 4v12M9 20v-6h6v6M4 20h16",
  screen: "M4 5h10M4 10h10M4 15h6M14 17l3 3 5-6",
  cases: "M4 7h16v12H4zM9 7V4h6v3M4 12h16",
  watch: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  changes: "M4 8h13l-3-3M20 16H7l3 3",
  sources: "M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h7",
  history: "M12 7v5l3 2M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4",
  close: "M6 6l12 12M18 6L6 18",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 6 6l1-1",
  out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
  up: "M7 11l4-8c2 0 2.5 1.5 2 3l-1 4h6.5c1 0 1.5 1 1.300 2l-1.300 7c-.2.700-.8 1-1.5 1H7zM3 11h4v9H3z",
  down: "M17 13l-4 8c-2 0-2.5-1.5-2-3l1-4H5.5c-1 0-1.5-1-1.300-2L5.5 5c.2-.7.8-1 1.5-1h10zM21 13h-4V4h4z",
  send: "M5 12h14M13 6l6 6-6 6",
  filter: "M4 5h16l-6 8v6l-4-2v-4z",
  theme: "M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z",
  save: "M12 4v11M7 11l5 5 5-5M4 20h16",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  plus: "M12 5v14M5 12h14",
  check: "M5 13l4 4L19 7",
};

const icon = (name) =>
  s("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, s("path", { d: ICONS[name] }));

function button(label, onclick, props = {}) {
  const { icon: drawn, quiet, ...rest } = props;
  return h(
    "button",
    { type: "button", class: "button" + (quiet ? " quiet" : ""), onclick, ...(quiet ? { "aria-label": label, title: label } : {}), ...rest },
    drawn && icon(drawn),
    !quiet && h("span", {}, label),
  );
}

const plural = (n, one, many) => `${Number(n).toLocaleString("en")} ${n === 1 ? one : many || one + "s"}`;

// A line that stands for an empty place or a failure; always plain words.
const notice = (text, kind = "") => h("p", { class: `notice ${kind}`, role: kind === "problem" ? "alert" : null }, text);

const badge = (text, kind) => h("span", { class: `badge ${kind || ""}` }, text);

// Whose word it is: the same line wherever a document is named.
const byline = (head) =>
  h(
    "span",
    { class: "byline" },
    [head.publisher || "Publisher not known", head.date || "date not known"].join(" · "),
    " ",
    badge(head.kind_name, head.official ? "official" : ""),
  );

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https the clipboard is closed to pages: the old way still works.
    const area = h("textarea", { class: "offscreen", value: text });
    root.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function download(name, text, type) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
