// The page's state, its way to the server, and its address: what every view shares.

const root = element.querySelector(".wl");
const views = {};
const state = { view: "ask", about: null, filters: {}, turns: [], conversation: "" };

async function call(name, given = {}) {
  const result = await server[name](given);
  if (result === undefined || result === null) throw new Error("No answer from the server. Is `whylisted chat` still running?");
  if (result.error) throw new Error(result.error);
  return result;
}

// Shows what went wrong for a while; also read out by screen readers.
function toast(text, kind = "plain") {
  const line = h("div", { class: `toast ${kind}` }, text);
  root.querySelector(".toasts").append(line);
  setTimeout(() => line.remove(), kind === "problem" ? 9000 : 3500);
}

const attempt = (work) => async (...given) => {
  try {
    return await work(...given);
  } catch (error) {
    toast(error.message, "problem");
  }
};

// The address holds what a colleague needs to see the same thing: ?q= (a question), ?doc=&start=&end=, ?view=&name=, ?view=cases&case=.
const PARAMS = ["q", "doc", "start", "end", "view", "name", "conversation", "case"];

function setAddress(changes, replace = false) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "" || value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  if (url.href === location.href) return;
  history[replace ? "replaceState" : "pushState"]({}, "", url);
}

const address = () => Object.fromEntries(PARAMS.map((name) => [name, new URL(location.href).searchParams.get(name)]));

function linkTo(changes) {
  const url = new URL(location.pathname, location.href);
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
  return url.href;
}

const placeLink = (place) => linkTo({ doc: place.doc, start: place.start, end: place.end });

// A place in a document as a link: opens the reader here, and a new tab opens the same place.
function placeAnchor(place, props, ...children) {
  return h(
    "a",
    {
      ...props,
      href: placeLink(place),
      onclick: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
        event.preventDefault();
        event.stopPropagation();
        reader.open(place, event.currentTarget);
      },
    },
    ...children,
  );
}
