// A timeline as a plot: one lane for each list or kind of source, one point for each event; under it the same as a table.

const EVENT_WORDS = { added: "Added", changed: "Changed", removed: "Removed", said: "Said", denied: "Denied", renewed: "Renewed", charged: "Charged", fined: "Fined", considered: "Considered" };

function timeline(events) {
  const dated = events.filter((e) => e.date);
  if (!events.length) return null;
  return h("section", { class: "timeline", "aria-label": "Timeline" }, h("h3", { class: "label" }, "Timeline"),
    dated.length > 0 && plot(dated), eventTable(events));
}

function plot(events) {
  const lanes = [...new Set(events.map((e) => e.lane))];
  const days = events.map((e) => Date.parse(e.date));
  const first = new Date(Math.min(...days)).getUTCFullYear();
  const last = new Date(Math.max(...days)).getUTCFullYear() + 1;
  const width = 720, left = 150, right = 24, top = 10, lane = 34;
  const height = top + lanes.length * lane + 26;
  const from = Date.UTC(first, 0, 1), to = Date.UTC(last, 0, 1);
  const x = (day) => left + ((day - from) / (to - from)) * (width - left - right);
  const step = Math.max(1, Math.ceil((last - first) / 9));
  const years = [];
  for (let year = first; year <= last; year += step) years.push(year);
  const placed = new Map(); // points of one lane that would cover each other are shifted
  return h("div", { class: "plot" }, s("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Events in time" },
    years.map((year) => [
      s("line", { x1: x(Date.UTC(year, 0, 1)), x2: x(Date.UTC(year, 0, 1)), y1: top, y2: height - 20, class: "grid" }),
      s("text", { x: x(Date.UTC(year, 0, 1)), y: height - 5, class: "year" }, String(year)),
    ]),
    lanes.map((name, i) => [
      s("line", { x1: left, x2: width - right, y1: top + i * lane + lane / 2, y2: top + i * lane + lane / 2, class: "lane" }),
      s("text", { x: left - 10, y: top + i * lane + lane / 2 + 4, class: "lane-name" }, name.length > 22 ? name.slice(0, 21) + "…" : name, s("title", {}, name)),
    ]),
    events.map((event) => {
      const i = lanes.indexOf(event.lane);
      const key = `${i}:${Math.round(x(Date.parse(event.date)) / 9)}`;
      const shift = placed.get(key) || 0;
      placed.set(key, shift + 1);
      const y = top + i * lane + lane / 2 + (shift % 2 ? 1 : -1) * Math.ceil(shift / 2) * 8;
      const open = () => reader.open({ doc: event.document.id, start: event.start, end: event.end });
      return s("g", { class: `point ${event.what}`, tabindex: "0", role: "button", "aria-label": `${event.date}: ${event.text}`, onclick: open, onkeydown: (k) => (k.key === "Enter" || k.key === " ") && (k.preventDefault(), open()) },
        s("circle", { cx: x(Date.parse(event.date)), cy: y, r: 11, class: "touch" }),
        event.what === "removed" || event.what === "denied"
          ? s("path", { d: `M${x(Date.parse(event.date)) - 4} ${y - 4}l8 8m0 -8l-8 8`, class: "cross" })
          : s("circle", { cx: x(Date.parse(event.date)), cy: y, r: event.what === "added" ? 6 : 4.5 }),
        s("title", {}, `${event.date}: ${event.text}`));
    })),
    h("p", { class: "legend" }, [...new Set(events.map((e) => e.what))].map((what) => h("span", { class: `key ${what}` }, EVENT_WORDS[what] || what))));
}

const eventTable = (events) => h("div", { class: "wide" }, h("table", { class: "events" },
  h("thead", {}, h("tr", {}, ["Date", "What", "Said by", ""].map((name) => h("th", { scope: "col" }, name)))),
  h("tbody", {}, events.map((event) => h("tr", {}, h("td", { class: "day" }, event.date || "no date"),
    h("td", { dir: "auto" }, h("b", { class: `what ${event.what}` }, EVENT_WORDS[event.what] || event.what), " ", event.text),
    h("td", {}, event.document.publisher || event.document.title, " ", event.document.official && badge("official", "official")),
    h("td", {}, placeAnchor({ doc: event.document.id, start: event.start, end: event.end }, { "aria-label": `Read: ${event.text}` }, "Read")))))));
